package dev.orderflow.notification.application.payments;

import java.time.Instant;

/** @param intendedAt when the capture was first intended */
public record OpenPayment(String orderId, Instant intendedAt) {}
