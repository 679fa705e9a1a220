/** HTTP for operators. */
@NullMarked
package dev.orderflow.eventstore.service.adapter.rest;

import org.jspecify.annotations.NullMarked;
