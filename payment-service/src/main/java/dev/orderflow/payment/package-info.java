/**
 * The money of orders: captures and refunds through a payment gateway, and what each customer has paid.
 *
 * <p>Read {@code domain} for what is decided, {@code application} for what happens when, {@code adapter} for with what.
 */
@NullMarked
package dev.orderflow.payment;

import org.jspecify.annotations.NullMarked;
