package dev.orderflow.payment.application;

import dev.orderflow.gatewaysim.GatewaySimulator;

/** Breaks two rules on purpose, so that they are seen to work: it knows an outside, and another application's. */
public final class OutwardCanary {
    int whatever(GatewaySimulator simulator) {
        return simulator.port();
    }
}
