/** Wanting out, at any step. */
@NullMarked
package dev.orderflow.order.application.cancelling;

import org.jspecify.annotations.NullMarked;
