package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.events.StreamId;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;

/** Names what an application parked: {@code payments~order-7f3c}. */
record ParkedStreamId(String application, StreamId stream) {
    private static final String APPLICATION = "[a-z][a-z-]{0,30}";

    static String text(String application, StreamId stream) {
        return application + "~" + stream;
    }

    /** What cannot be one names nothing. */
    static ParkedStreamId parse(String text) {
        int parting = text.indexOf('~');
        try {
            if (parting > 0 && text.substring(0, parting).matches(APPLICATION)) {
                return new ParkedStreamId(text.substring(0, parting), StreamId.parse(text.substring(parting + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw nothing();
        }
        throw nothing();
    }

    static ProblemException nothing() {
        return new ProblemException(
                ProblemTypes.NOT_FOUND, "Nothing is parked under this id: GET /v1/parked-streams has those that are.");
    }
}
