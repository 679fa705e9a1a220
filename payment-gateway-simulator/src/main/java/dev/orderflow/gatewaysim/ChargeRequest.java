package dev.orderflow.gatewaysim;

/** What a client asks to be charged; two requests with the same key must be equal in every field. */
record ChargeRequest(long amount, String currency, String card, String reference) {}
