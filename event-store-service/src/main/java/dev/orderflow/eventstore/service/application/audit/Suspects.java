package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.service.application.audit.OrderRules.Unsettled;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Orders of which something does not fit together, judged once nothing can explain it any more: when all that arrived
 * until a minute later was read, and the journals hold nothing of theirs that is still to come.
 */
final class Suspects {
    /** How much later the explanation of what does not fit may stand in another shard: clocks of shards differ by less. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** What a journal holds is on the stream within minutes, unless an outage lasts; then an alarm is in place. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int AT_ONCE = 100;

    /** Of those that wait, each is looked up in the journals: a round must not keep the archive waiting for long. */
    private static final int PAGES_A_ROUND = 5;

    private final Auditor.Memory memory;
    private final JournalContents journals;

    /** Where the next round goes on, so that many that have to wait hide none behind them. */
    private @Nullable Query next;

    Suspects(Auditor.Memory memory, JournalContents journals) {
        this.memory = memory;
        this.journals = journals;
    }

    /**
     * @param everythingUntil what came to the stream before was read, as far as it is archived
     * @param goOn asked before each page
     */
    void judge(Instant everythingUntil, BooleanSupplier goOn) {
        Instant until = everythingUntil.minus(SLACK);
        Query query = next == null ? page(DueWork.sortKey(until), null) : next;
        for (int pages = 0; query != null && pages < PAGES_A_ROUND && goOn.getAsBoolean(); pages++) {
            Page<View<AuditedOrder>> page = memory.orders().query(query);
            if (!page.items().isEmpty()) {
                UnreadCommits unread = new UnreadCommits(journals, memory.streams());
                page.items().forEach(suspect -> judge(suspect, until, unread));
            }
            query = page.next() == null ? null : page(query.to(), page.next());
        }
        next = query;
    }

    private static Query page(@Nullable String until, @Nullable String cursor) {
        return new Query(AuditedOrder.SUSPECTS, AuditedOrder.PARTITION, null, until, false, AT_ONCE, cursor);
    }

    private void judge(View<AuditedOrder> suspect, Instant until, UnreadCommits unread) {
        AuditedOrder order = suspect.value();
        Instant since = order.suspectSince();
        Optional<Unsettled> unsettled = OrderRules.unsettled(order);
        if (since != null && unsettled.isPresent()) {
            boolean incomplete = unread.isOf(order, since.plus(SLACK));
            if (incomplete && since.plus(PATIENCE).isAfter(until)) {
                return;
            }
            String detail = unsettled.get().detail();
            memory.keep(List.of(new AuditedViolation(
                    unsettled.get().rule(),
                    "order-" + order.orderId(),
                    0,
                    "",
                    since,
                    incomplete ? detail + "; its journals hold more, which is not archived" : detail)));
        }
        memory.orders().save(new View<>(suspect.id(), suspect.version() + 1, order.suspect(null)), suspect.version());
    }
}
