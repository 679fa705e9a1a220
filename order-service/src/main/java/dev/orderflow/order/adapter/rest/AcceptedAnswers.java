package dev.orderflow.order.adapter.rest;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** 202: it is durable, and goes on from here. */
final class AcceptedAnswers {
    /** Reservation, capture and shipment take a second together, where nothing is in their way. */
    private static final String SECONDS_UNTIL_WORTH_ASKING = "1";

    private AcceptedAnswers() {}

    static ResponseEntity.BodyBuilder of(String orderId, String etag, boolean replayed) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted()
                .location(URI.create("/v1/orders/" + orderId))
                .eTag(etag)
                .header(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_WORTH_ASKING);
        return replayed ? answer.header("Idempotent-Replayed", "true") : answer;
    }
}
