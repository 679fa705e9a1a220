package dev.orderflow.payment.application.payments;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.Patience;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalance.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the payment's summary and its customer's balance together: both are written or neither, and only where the
 * summary has not seen the events yet. So a balance counts each movement of money exactly once.
 */
public final class PaymentProjection implements Subscriber {
    /** A customer's payments may move at the same moment; losing this often means that somebody else makes progress. */
    private static final int ATTEMPTS = 20;

    private final Views<PaymentSummary> summaries;
    private final Views<CustomerBalance> balances;
    private final ViewTransactions transactions;
    private final PaymentEvolution evolution;

    public PaymentProjection(
            Views<PaymentSummary> summaries,
            Views<CustomerBalance> balances,
            ViewTransactions transactions,
            Patience patience) {
        this.summaries = summaries;
        this.balances = balances;
        this.transactions = transactions;
        this.evolution = new PaymentEvolution(patience);
    }

    @Override
    public String name() {
        return "payment-summaries-and-balances";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("payment");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<View<PaymentSummary>> stored = summaries.find(stream.key());
            Step step = fold(stored.orElse(null), commits);
            if (step.summary == null
                    || step.version == stored.map(View::version).orElse(0L)
                    || save(
                            new View<>(stream.key(), step.version, step.summary),
                            stored.map(View::version).orElse(0L),
                            step.movements)) {
                return;
            }
        }
        throw new TransientFailureException(name() + " kept losing the race for " + stream);
    }

    private Step fold(@Nullable View<PaymentSummary> stored, List<Commit> commits) {
        PaymentSummary summary = stored == null ? null : stored.value();
        long version = stored == null ? 0 : stored.version();
        List<Totals> movements = new ArrayList<>();
        for (Commit commit : commits) {
            long eventVersion = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                if (eventVersion == version + 1) {
                    if (event instanceof PaymentEvent payment) {
                        summary = evolution.evolve(summary, payment, commit.metadata());
                        Totals movement = movement(payment);
                        if (movement != null) {
                            movements.add(movement);
                        }
                    }
                    version = eventVersion;
                } else if (eventVersion > version) {
                    throw new IllegalStateException(name() + " is at version " + version + " and got " + commit);
                }
                eventVersion++;
            }
        }
        return new Step(version, summary, movements);
    }

    private boolean save(View<PaymentSummary> summary, long expected, List<Totals> movements) {
        String customerId = summary.value().customerId();
        if (movements.isEmpty() || customerId == null) {
            return summaries.save(summary, expected);
        }
        Optional<View<CustomerBalance>> stored = balances.find(customerId);
        long version = stored.map(View::version).orElse(0L);
        CustomerBalance balance = stored.map(View::value).orElseGet(() -> CustomerBalance.empty(customerId));
        for (Totals movement : movements) {
            balance = balance.plus(movement);
        }
        return transactions.commit(List.of(
                summaries.writing(summary, expected),
                balances.writing(new View<>(customerId, version + 1, balance), version)));
    }

    private static @Nullable Totals movement(PaymentEvent event) {
        return switch (event) {
            case PaymentCaptured captured -> Totals.captured(captured.amount());
            case PaymentRefunded refunded -> Totals.refunded(refunded.amount());
            case CaptureIntended _,
                    PaymentDeclined _,
                    CaptureOutcomeUnknown _,
                    CaptureNotFoundAtGateway _,
                    RefundIntended _,
                    RefundAttemptFailed _,
                    RefundNotNeeded _ -> null;
        };
    }

    private record Step(long version, @Nullable PaymentSummary summary, List<Totals> movements) {}
}
