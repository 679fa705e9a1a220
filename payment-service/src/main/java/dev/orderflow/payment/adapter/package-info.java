/** With what: the wiring of the service; its outer sides are in the packages below. */
@NullMarked
package dev.orderflow.payment.adapter;

import org.jspecify.annotations.NullMarked;
