package dev.orderflow.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The processes of the suite besides the engines, with their ports relative to the base and their heaps.
 *
 * <p>Heaps are measured: what a month of real orders needs, doubled; {@code ./orderflow bench} prints what they take.
 */
public enum Service {
    EDGE("edge", "edge", 0, 64),
    ORDER("order-service", "orders", 1, 128),
    INVENTORY("inventory-service", "inventory", 2, 128),
    PAYMENT("payment-service", "payments", 3, 112),
    NOTIFICATION("notification-service", "notifications", 4, 112),
    EVENT_STORE("event-store-service", "event-store", 5, 128),
    GATEWAY("payment-gateway-simulator", "payment-gateway", 6, 48);

    private final String module;
    private final String application;
    private final int portOffset;
    private final int heapMegabytes;

    Service(String module, String application, int portOffset, int heapMegabytes) {
        this.module = module;
        this.application = application;
        this.portOffset = portOffset;
        this.heapMegabytes = heapMegabytes;
    }

    /** The Maven module; also the name in logs, run files and commands. */
    public String module() {
        return module;
    }

    /** The service's short name: prefix of its tables, name of its KCL application. */
    public String application() {
        return application;
    }

    /** As Maven names it. */
    String jarName() {
        return module + "-1.0.0-SNAPSHOT.jar";
    }

    String healthPath() {
        return this == GATEWAY ? "/health" : "/actuator/health/readiness";
    }

    /** Command-line arguments; all but the simulator are configured by their environment alone. */
    List<String> arguments(Layout layout) {
        if (this != GATEWAY) {
            return List.of();
        }
        String ledger =
                layout.folders().data().resolve("payment-gateway/ledger.jsonl").toString();
        return List.of("--port", String.valueOf(layout.port(this)), "--ledger", ledger);
    }

    /** By the name of its module. */
    static Service named(String module) {
        return Arrays.stream(values())
                .filter(service -> service.module.equals(module))
                .findFirst()
                .orElseThrow(() -> new SuiteException("No service is called '" + module + "'. There are: "
                        + eventSourced().stream().map(Service::module).collect(Collectors.joining(", "))));
    }

    int portOffset() {
        return portOffset;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** The services that consume the stream and keep tables. */
    public static List<Service> eventSourced() {
        return List.of(ORDER, INVENTORY, PAYMENT, NOTIFICATION, EVENT_STORE);
    }
}
