package dev.orderflow.payment.application.payments;

import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The shape of the read model. */
public final class PaymentSummaries {
    /** As operators name it: payments, and the balances of customers. */
    public static final String READ_MODEL = "payments";

    /** What the janitor polls: payments with something open, by the time at which to look at them. */
    public static final String DUE = "due";

    /** All payments pass through the index once; more than one partition, so that none of them becomes the limit. */
    private static final int BUCKETS = 4;

    public static final ViewDefinition<PaymentSummary> DEFINITION = new ViewDefinition<>(
            "summaries", PaymentSummary.class, List.of(new Index<>(DUE, PaymentSummaries::dueKey)));

    private PaymentSummaries() {}

    /** The partitions of {@link #DUE}. */
    public static List<String> duePartitions() {
        return IntStream.range(0, BUCKETS).mapToObj(PaymentSummaries::bucket).toList();
    }

    private static @Nullable IndexKey dueKey(PaymentSummary summary) {
        Instant due = summary.due();
        return due == null
                ? null
                : new IndexKey(bucket(Math.floorMod(summary.orderId().hashCode(), BUCKETS)), DueWork.sortKey(due));
    }

    private static String bucket(int number) {
        return "due-" + number;
    }
}
