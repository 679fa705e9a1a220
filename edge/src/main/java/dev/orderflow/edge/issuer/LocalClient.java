package dev.orderflow.edge.issuer;

import java.util.Arrays;
import java.util.Optional;

/** Whom a local token can be for, with the scopes of the HTTP contract. */
enum LocalClient {
    CUSTOMER("customer", "customer-demo", "orders:write orders:read"),
    OPERATOR("operator", "operator-demo", "orders:write orders:read catalog:write operations");

    private final String id;
    private final String defaultSubject;
    private final String scope;

    LocalClient(String id, String defaultSubject, String scope) {
        this.id = id;
        this.defaultSubject = defaultSubject;
        this.scope = scope;
    }

    static Optional<LocalClient> of(String id) {
        return Arrays.stream(values()).filter(client -> client.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    String defaultSubject() {
        return defaultSubject;
    }

    /** Separated by blanks, as the claim is. */
    String scope() {
        return scope;
    }
}
