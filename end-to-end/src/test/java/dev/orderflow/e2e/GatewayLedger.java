package dev.orderflow.e2e;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Service;
import tools.jackson.databind.JsonNode;

/** What the payment gateway itself says of the money: the judge that the suite cannot talk round. */
final class GatewayLedger {
    private final Api gateway;

    GatewayLedger(RunningSuite suite) {
        gateway = new Api(suite.suite().layout().url(Service.GATEWAY));
    }

    JsonNode summary() {
        return gateway.get("/v1/ledger/summary", "none").expected();
    }

    /** How many effective charges the gateway holds for an order. */
    long capturedTimes(String orderId) {
        return summary().required("chargesPerReference").path(orderId).asLong();
    }
}
