/** Read model: how the payment of each order stands, and when the janitor is to look at it. */
@NullMarked
package dev.orderflow.payment.application.payments;

import org.jspecify.annotations.NullMarked;
