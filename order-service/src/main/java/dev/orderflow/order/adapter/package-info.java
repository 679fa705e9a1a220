/** With what: HTTP, and the wiring to the event store. */
@NullMarked
package dev.orderflow.order.adapter;

import org.jspecify.annotations.NullMarked;
