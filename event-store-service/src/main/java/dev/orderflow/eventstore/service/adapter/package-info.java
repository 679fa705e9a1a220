/** Wiring: the archiver on real engines, and what can be set of it. */
@NullMarked
package dev.orderflow.eventstore.service.adapter;

import org.jspecify.annotations.NullMarked;
