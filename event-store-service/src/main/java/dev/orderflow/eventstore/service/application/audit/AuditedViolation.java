package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.List;

/**
 * A promise that was broken.
 *
 * @param version of the stream at the event that broke it; 0 where no single event did
 * @param place the record that brought it, as {@code shard#sequence}
 * @param at when that record came to the stream
 */
public record AuditedViolation(Rule rule, String stream, long version, String place, Instant at, String detail) {
    static final String ALL = "all";
    static final String PARTITION = "violations";

    public static final ViewDefinition<AuditedViolation> DEFINITION = new ViewDefinition<>(
            "audit-violations",
            AuditedViolation.class,
            List.of(new Index<>(ALL, violation -> new IndexKey(PARTITION, DueWork.sortKey(violation.at())))));

    /** What is promised. */
    public enum Rule {
        /** The versions of a stream have no gap. */
        NO_GAP,
        /** An order is placed first and once, takes its steps in order, and nothing comes after its end. */
        LEGAL_STEPS,
        /** No more is reserved than is there, and neither is ever negative. */
        STOCK_NOT_NEGATIVE,
        /** An order reserves once, and what it reserved ends once, all of it. */
        RESERVATION_ENDS_ONCE,
        /** An order is charged at most once, and with what it costs. */
        CHARGED_ONCE,
        /** No more is given back than was taken. */
        REFUNDS_WITHIN_CAPTURE,
        /** Nothing is shipped that was not paid. */
        NO_SHIPMENT_WITHOUT_CAPTURE,
        /** What was done for an order that failed is undone, and one that is completed was paid and shipped. */
        ENDS_SETTLED
    }

    /** The same violation found again, after a crash or by another instance, is the same one. */
    String id() {
        return DerivedIds.of("x", rule.name(), stream, Long.toString(version), detail);
    }
}
