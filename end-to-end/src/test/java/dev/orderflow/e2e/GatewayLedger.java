package dev.orderflow.e2e;

import dev.orderflow.launcher.Api;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the payment gateway itself says of the money: the judge that the suite cannot talk round. */
record GatewayLedger(Api gateway) {
    JsonNode summary() {
        return gateway.get("/v1/ledger/summary", "none").expected();
    }

    /** How many effective charges the gateway holds for an order. */
    long capturedTimes(String orderId) {
        return summary().required("chargesPerReference").path(orderId).asLong();
    }

    /** What moved for an order: charges above zero, refunds below, in order; read from the first thousand movements. */
    List<Long> movements(String orderId) {
        return gateway.get("/v1/ledger?limit=1000", "none")
                .expected()
                .required("items")
                .valueStream()
                .filter(item -> item.required("reference").asString().equals(orderId))
                .map(item -> item.required("amount").asLong()
                        * (item.required("type").asString().equals("refund") ? -1 : 1))
                .toList();
    }
}
