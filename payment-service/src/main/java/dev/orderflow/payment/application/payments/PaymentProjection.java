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
import dev.orderflow.eventstore.view.Remembered;
import dev.orderflow.eventstore.view.StreamItems;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.Patience;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalance.Totals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the payment's summary and its customer's balance together: both are written or neither, and only where the
 * summary has not seen the events yet. So a balance counts each movement of money exactly once.
 */
public final class PaymentProjection implements Subscriber {
    /** A customer's payments may move at the same moment; losing this often means that somebody else makes progress. */
    private static final int ATTEMPTS = 20;

    private static final String NAME = "payment-summaries-and-balances";

    private final Views<PaymentSummary> summaryViews;
    private final StreamItems<PaymentSummary> summaries;
    private final Views<CustomerBalance> balances;
    private final ViewTransactions transactions;
    private final PaymentEvolution evolution;
    private final Remembered<CustomerBalance> lastBalances = new Remembered<>();

    public PaymentProjection(
            Views<PaymentSummary> summaries,
            Views<CustomerBalance> balances,
            ViewTransactions transactions,
            Patience patience) {
        this.summaryViews = summaries;
        this.summaries = StreamItems.ofEveryVersion(NAME, summaries, ATTEMPTS);
        this.balances = balances;
        this.transactions = transactions;
        this.evolution = new PaymentEvolution(patience);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wants(String category) {
        return category.equals("payment");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        summaries.update(
                stream,
                commits.getFirst().firstVersion(),
                stored -> fold(stream, stored, commits),
                (summary, expected, firstTry) -> save(summary, expected, movementsAfter(expected, commits), firstTry));
    }

    private @Nullable View<PaymentSummary> fold(
            StreamId stream, @Nullable View<PaymentSummary> stored, List<Commit> commits) {
        PaymentSummary summary = stored == null ? null : stored.value();
        long before = stored == null ? 0 : stored.version();
        long version = before;
        for (Commit commit : commits) {
            long eventVersion = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                if (eventVersion == version + 1) {
                    if (event instanceof PaymentEvent payment) {
                        summary = evolution.evolve(summary, payment, commit.metadata());
                    }
                    version = eventVersion;
                } else if (eventVersion > version) {
                    throw new IllegalStateException(name() + " is at version " + version + " and got " + commit);
                }
                eventVersion++;
            }
        }
        return summary == null || version == before ? null : new View<>(stream.key(), version, summary);
    }

    private static List<Totals> movementsAfter(long version, List<Commit> commits) {
        List<Totals> movements = new ArrayList<>();
        for (Commit commit : commits) {
            long eventVersion = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                Totals movement = event instanceof PaymentEvent payment ? movement(payment) : null;
                if (movement != null && eventVersion > version) {
                    movements.add(movement);
                }
                eventVersion++;
            }
        }
        return movements;
    }

    private boolean save(View<PaymentSummary> summary, long expected, List<Totals> movements, boolean firstTry) {
        String customerId = summary.value().customerId();
        if (movements.isEmpty() || customerId == null) {
            return summaryViews.save(summary, expected);
        }
        View<CustomerBalance> supposed = firstTry ? lastBalances.last(customerId) : null;
        View<CustomerBalance> stored =
                supposed != null ? supposed : balances.find(customerId).orElse(null);
        long version = stored == null ? 0 : stored.version();
        CustomerBalance balance = stored == null ? CustomerBalance.empty(customerId) : stored.value();
        for (Totals movement : movements) {
            balance = balance.plus(movement);
        }
        // The movements are counted, not the writes: a rebuild, which batches otherwise, must come to the same item.
        View<CustomerBalance> after = new View<>(customerId, version + movements.size(), balance);
        boolean saved =
                transactions.commit(List.of(summaryViews.writing(summary, expected), balances.writing(after, version)));
        if (saved) {
            lastBalances.wrote(after);
        } else {
            lastBalances.forget(customerId);
        }
        return saved;
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
}
