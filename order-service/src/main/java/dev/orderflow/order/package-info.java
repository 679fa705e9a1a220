/**
 * Orders and their fulfilment, from the accepted request to an end.
 *
 * <p>Reading order: {@code domain} decides (start with {@link dev.orderflow.order.domain.Order}), {@code application} says
 * what happens when, {@code adapter} connects it to HTTP and to the event store.
 */
@NullMarked
package dev.orderflow.order;

import org.jspecify.annotations.NullMarked;
