package dev.orderflow.e2e;

import dev.orderflow.infra.templates.Policy;
import dev.orderflow.infra.templates.Template;
import dev.orderflow.launcher.Service;
import java.util.Map;

/** What the suite's tasks run as on AWS: the services, and what the recovery's workflow starts of them. */
enum TaskRole {
    ORDER("compute", "OrderTaskRole"),
    INVENTORY("compute", "InventoryTaskRole"),
    PAYMENT("compute", "PaymentTaskRole"),
    NOTIFICATION("compute", "NotificationTaskRole"),
    EVENT_STORE("compute", "EventStoreTaskRole"),
    RESTORE("recovery", "RestoreTaskRole"),
    PROOF("recovery", "ProofTaskRole");

    private final String stack;
    private final String resource;

    TaskRole(String stack, String resource) {
        this.stack = stack;
        this.resource = resource;
    }

    static TaskRole of(Service service) {
        return valueOf(service.name());
    }

    /** @param parameters of its stack; those of others do no harm */
    Policy policy(Map<String, String> parameters) {
        return Policy.ofRole(Template.of(stack), resource, parameters);
    }

    @Override
    public String toString() {
        return resource;
    }
}
