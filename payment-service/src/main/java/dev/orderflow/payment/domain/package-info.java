/** What is decided about money: pure, handed everything it needs. Start with {@link PaymentDecider}. */
@NullMarked
package dev.orderflow.payment.domain;

import org.jspecify.annotations.NullMarked;
