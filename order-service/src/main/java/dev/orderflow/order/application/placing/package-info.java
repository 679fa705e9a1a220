/** From what a client wants to an accepted order, with today's prices. */
@NullMarked
package dev.orderflow.order.application.placing;

import org.jspecify.annotations.NullMarked;
