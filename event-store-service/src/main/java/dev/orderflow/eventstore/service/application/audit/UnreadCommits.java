package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.verification.JournalContents.StoredBytes;
import dev.orderflow.eventstore.view.Views;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journals hold of an order and the archive has not brought yet. Each service publishes by itself: where a lost
 * stream is filled again, what belongs together comes in any order, and hours apart where one of them is down. Only a
 * journal knows whether something is still to come.
 */
final class UnreadCommits {
    /** There is one warehouse, and one stream of it. */
    private static final StreamId WAREHOUSE = new StreamId("warehouse", "main");

    private final JournalContents journals;
    private final Optional<Instant> warehouseFrom;

    UnreadCommits(JournalContents journals, Views<AuditedStream> streams) {
        this.journals = journals;
        this.warehouseFrom = journals.find(
                        WAREHOUSE,
                        1
                                + streams.find(WAREHOUSE.toString())
                                        .map(audited -> audited.value().version())
                                        .orElse(0L))
                .map(StoredBytes::recordedAt);
    }

    /** @param until what the warehouse recorded later has nothing to do with it: there is always more of that */
    boolean isOf(AuditedOrder order, Instant until) {
        return warehouseFrom.filter(from -> !from.isAfter(until)).isPresent()
                || isBehind("order", order.orderId(), order.orderVersion())
                || isBehind("payment", order.orderId(), order.paymentVersion());
    }

    private boolean isBehind(String category, String orderId, long read) {
        return journals.find(new StreamId(category, orderId), read + 1).isPresent();
    }
}
