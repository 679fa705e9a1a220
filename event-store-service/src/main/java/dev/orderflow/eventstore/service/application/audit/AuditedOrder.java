package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the auditor remembers of an order, of three streams: its own, its payment's and the warehouse's.
 *
 * @param orderVersion last version seen of the order's stream; likewise the others, of which the warehouse's is that of
 *     the last event about this order
 * @param total what it costs in minor units, 0 before it was placed
 * @param reserved the lines that were reserved, as a text to compare
 * @param suspectSince since when something does not fit together that may yet be explained by a record of another shard
 */
public record AuditedOrder(
        String orderId,
        long orderVersion,
        long paymentVersion,
        long warehouseVersion,
        Set<Mark> marks,
        long total,
        long captured,
        long refunded,
        String reserved,
        @Nullable Instant suspectSince) {

    static final String SUSPECTS = "suspects";
    static final String PARTITION = "orders";

    public static final ViewDefinition<AuditedOrder> DEFINITION =
            new ViewDefinition<>("audit-orders", AuditedOrder.class, List.of(new Index<>(SUSPECTS, order -> {
                Instant since = order.suspectSince();
                return since == null ? null : new IndexKey(PARTITION, DueWork.sortKey(since));
            })));

    public AuditedOrder {
        // In the order of their names' declaration, so that the same facts are the same bytes in every process.
        marks = marks.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(marks));
    }

    /** What has happened. */
    enum Mark {
        PLACED,
        PAYMENT_REQUESTED,
        PAID,
        SHIPMENT_REQUESTED,
        SHIPPED,
        COMPLETED,
        FAILED,
        /** An operator had it go on without a step, on record and with a reason. */
        SKIPPED,
        CAPTURED,
        RESERVED,
        HELD,
        DISPATCHED
    }

    static AuditedOrder unknown(String orderId) {
        return new AuditedOrder(orderId, 0, 0, 0, Set.of(), 0, 0, 0, "", null);
    }

    boolean has(Mark mark) {
        return marks.contains(mark);
    }

    AuditedOrder with(Mark mark) {
        return changed(draft -> draft.marks.add(mark));
    }

    AuditedOrder without(Mark mark) {
        return changed(draft -> draft.marks.remove(mark));
    }

    AuditedOrder atVersions(long order, long payment, long warehouse) {
        return changed(draft -> {
            draft.orderVersion = order;
            draft.paymentVersion = payment;
            draft.warehouseVersion = warehouse;
        });
    }

    AuditedOrder costing(long amount) {
        return changed(draft -> draft.total = amount);
    }

    AuditedOrder withMoney(long taken, long givenBack) {
        return changed(draft -> {
            draft.captured = taken;
            draft.refunded = givenBack;
        });
    }

    AuditedOrder reserving(String lines) {
        return changed(draft -> draft.reserved = lines);
    }

    AuditedOrder suspect(@Nullable Instant since) {
        return changed(draft -> draft.suspectSince = since);
    }

    private AuditedOrder changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new AuditedOrder(
                orderId,
                draft.orderVersion,
                draft.paymentVersion,
                draft.warehouseVersion,
                draft.marks,
                draft.total,
                draft.captured,
                draft.refunded,
                draft.reserved,
                draft.suspectSince);
    }

    private static final class Draft {
        private final EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        private long orderVersion;
        private long paymentVersion;
        private long warehouseVersion;
        private long total;
        private long captured;
        private long refunded;
        private String reserved;
        private @Nullable Instant suspectSince;

        private Draft(AuditedOrder before) {
            marks.addAll(before.marks);
            orderVersion = before.orderVersion;
            paymentVersion = before.paymentVersion;
            warehouseVersion = before.warehouseVersion;
            total = before.total;
            captured = before.captured;
            refunded = before.refunded;
            reserved = before.reserved;
            suspectSince = before.suspectSince;
        }
    }
}
