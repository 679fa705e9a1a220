package dev.orderflow.edge.routing;

import java.util.List;

/** The services behind the edge, what each of them owns, and where it listens locally (port base plus offset). */
public enum Upstream {
    ORDER("order-service", 1, "/v1/orders", "/v1/imports", "/v1/stuck-orders"),
    INVENTORY("inventory-service", 2, "/v1/products", "/v1/stock", "/v1/shipments"),
    PAYMENT("payment-service", 3, "/v1/payments", "/v1/customers"),
    NOTIFICATION("notification-service", 4, "/v1/notifications"),
    EVENT_STORE(
            "event-store-service", 5, "/v1/streams", "/v1/rebuilds", "/v1/parked-streams", "/v1/archive", "/v1/audit");

    private final String serviceName;
    private final int portOffset;
    private final List<String> resources;

    Upstream(String serviceName, int portOffset, String... resources) {
        this.serviceName = serviceName;
        this.portOffset = portOffset;
        this.resources = List.of(resources);
    }

    public String serviceName() {
        return serviceName;
    }

    public int portOffset() {
        return portOffset;
    }

    /** First path segments that belong to it, with everything below them. */
    public List<String> resources() {
        return resources;
    }
}
