/** The fulfilment process at work: participants' answers and deadlines, carried into the order. */
@NullMarked
package dev.orderflow.order.application.fulfilment;

import org.jspecify.annotations.NullMarked;
