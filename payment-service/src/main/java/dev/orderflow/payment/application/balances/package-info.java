/** Read model: what each customer has paid and got back. */
@NullMarked
package dev.orderflow.payment.application.balances;

import org.jspecify.annotations.NullMarked;
