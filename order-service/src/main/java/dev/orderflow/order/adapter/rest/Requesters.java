package dev.orderflow.order.adapter.rest;

import dev.orderflow.order.domain.Requester;
import dev.orderflow.web.security.Caller;

/** Who asks, in the words of the domain. */
final class Requesters {
    private Requesters() {}

    static Requester of(Caller caller) {
        return new Requester(caller.subject(), caller.isOperator());
    }
}
