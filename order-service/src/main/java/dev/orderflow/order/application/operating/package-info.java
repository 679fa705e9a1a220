/** What operators do about an order that stands still. */
@NullMarked
package dev.orderflow.order.application.operating;

import org.jspecify.annotations.NullMarked;
