package dev.orderflow.payment.domain;

import dev.orderflow.events.Money;

/**
 * The one capture of an order, as it was intended before the gateway was called.
 *
 * @param gatewayKey the only key under which the gateway ever hears of it
 */
public record Capture(
        String orderId, String paymentId, String customerId, String gatewayKey, Money amount, String card) {}
