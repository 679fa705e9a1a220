package dev.orderflow.eventstore.service.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.service.InMemoryJournalContents;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation.Rule;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps the promises is passed in silence; each that is broken is found, once, also across restarts. */
class AuditorTest {
    private static final String SHARD = "shard-0";
    private static final String OTHER_SHARD = "shard-1";
    private static final String ORDER = "o1";
    private static final StreamId ORDERS = new StreamId("order", ORDER);
    private static final StreamId PAYMENT = new StreamId("payment", ORDER);
    private static final StreamId WAREHOUSE = new StreamId("warehouse", "main");
    private static final List<SkuQuantity> LINES = List.of(new SkuQuantity("TEA", 2));
    private static final OrderPlaced PLACED = ExampleEvents.placed(ORDER, 1);

    private final InMemoryJournal journal = new InMemoryJournal();
    private final InMemoryArchive archive = new InMemoryArchive();
    private final InMemoryViewStore store = new InMemoryViewStore();
    private final ArchiveLedger ledger = new ArchiveLedger(store.create(ArchiveLedger.DEFINITION));
    private final Archiver archiver =
            new Archiver(archive, archive, new InMemoryStreamHistories(), ledger, Duration.ofSeconds(5), this::now);
    private final Auditor.Memory memory = new Auditor.Memory(
            store.create(AuditPosition.DEFINITION),
            store.create(AuditedOrder.DEFINITION),
            store.create(AuditedSku.DEFINITION),
            store.create(AuditedStream.DEFINITION),
            store.create(AuditedViolation.DEFINITION));
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final Map<StreamId, Long> versions = new HashMap<>();
    private Instant now = Instant.parse("2026-01-05T12:00:00Z");
    private long sequence = 100;

    @Test
    void an_order_that_goes_well_breaks_nothing() {
        goWell();

        AuditStatus status = audited();
        assertThat(status.newest()).isEmpty();
        assertThat(status.positions()).singleElement().satisfies(position -> {
            assertThat(position.shardId()).isEqualTo(SHARD);
            assertThat(position.lastObject()).isEqualTo(ledger.all().getFirst().lastObject());
        });
        assertThat(memory.orders().find(ORDER).orElseThrow().value().suspectSince())
                .isNull();
    }

    @Test
    void what_was_published_twice_breaks_nothing() {
        StoredCommit received = appended(WAREHOUSE, new StockReceived("r", LINES, "delivery"));
        archive(SHARD, received);
        archive(SHARD, received);
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES));

        assertThat(audited().newest()).isEmpty();
        assertThat(memory.skus().find("TEA").orElseThrow().value()).isEqualTo(new AuditedSku("TEA", 2, 2, 2));
    }

    @Test
    void a_missing_version_is_found() {
        goOn(ORDERS, PLACED);
        versions.merge(ORDERS, 1L, Long::sum);
        goOn(ORDERS, new OrderPaymentRequested(ORDER, "p", "c", PLACED.total(), "card"));

        assertThat(violation().rule()).isEqualTo(Rule.NO_GAP);
        assertThat(violation().stream()).isEqualTo("order-o1");
        assertThat(violation().version()).isEqualTo(3);
    }

    @Test
    void a_missing_version_of_any_stream_is_found() {
        StreamId product = new StreamId("product", "TEA");
        versions.put(product, 1L);
        goOn(product, new ProductDescribed("TEA", "Tea"));

        assertThat(violation().rule()).isEqualTo(Rule.NO_GAP);
    }

    @Test
    void a_step_without_the_one_before_is_found() {
        goOn(ORDERS, PLACED, new OrderPaid(ORDER, "p"));

        assertThat(violation().rule()).isEqualTo(Rule.LEGAL_STEPS);
        assertThat(violation().version()).isEqualTo(2);
    }

    @Test
    void a_step_that_an_operator_skipped_is_not_missed() {
        goOn(
                ORDERS,
                PLACED,
                new OrderPaymentRequested(ORDER, "p", "c", PLACED.total(), "card"),
                new OrderPaid(ORDER, "p"),
                new OrderShipmentRequested(ORDER, null),
                new UnknownEvent("order.step-skipped.v1", "{\"orderId\":\"o1\"}"),
                new OrderCompleted(ORDER));
        now = now.plus(Duration.ofMinutes(2));

        assertThat(audited().newest()).isEmpty();
    }

    @Test
    void an_event_after_the_end_is_found() {
        goOn(ORDERS, PLACED, rejected(), new OrderPaymentRequested(ORDER, "p", "c", PLACED.total(), "card"));

        assertThat(violation().rule()).isEqualTo(Rule.LEGAL_STEPS);
    }

    @Test
    void an_order_that_is_placed_twice_is_found() {
        goOn(ORDERS, PLACED, PLACED);

        assertThat(violation().rule()).isEqualTo(Rule.LEGAL_STEPS);
    }

    @Test
    void more_reserved_than_there_is_is_found() {
        goOn(WAREHOUSE, new StockReceived("r", List.of(new SkuQuantity("TEA", 1)), "delivery"));
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES));

        assertThat(violation().rule()).isEqualTo(Rule.STOCK_NOT_NEGATIVE);
        assertThat(violation().place()).isEqualTo(SHARD + "#102");
    }

    @Test
    void negative_stock_is_found() {
        goOn(WAREHOUSE, new StockAdjusted("a", "TEA", -1, "lost"));

        assertThat(violation().rule()).isEqualTo(Rule.STOCK_NOT_NEGATIVE);
    }

    @Test
    void a_reservation_that_ends_twice_is_found() {
        goOn(WAREHOUSE, new StockReceived("r", List.of(new SkuQuantity("TEA", 9)), "delivery"));
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES), new StockReserved("o2", LINES));
        goOn(WAREHOUSE, new StockReleased(ORDER, LINES));
        goOn(WAREHOUSE, new StockReleased(ORDER, LINES));

        assertThat(violation().rule()).isEqualTo(Rule.RESERVATION_ENDS_ONCE);
    }

    @Test
    void a_reservation_that_ends_in_part_is_found() {
        goOn(WAREHOUSE, new StockReceived("r", List.of(new SkuQuantity("TEA", 9)), "delivery"));
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES));
        goOn(WAREHOUSE, new StockReleased(ORDER, List.of(new SkuQuantity("TEA", 1))));

        assertThat(violation().rule()).isEqualTo(Rule.RESERVATION_ENDS_ONCE);
    }

    @Test
    void nothing_released_of_nothing_held_breaks_nothing() {
        goOn(WAREHOUSE, new StockReleased(ORDER, List.of()));

        assertThat(audited().newest()).isEmpty();
    }

    @Test
    void a_second_capture_is_found() {
        goOn(PAYMENT, captured(PLACED.total()));
        goOn(PAYMENT, captured(PLACED.total()));

        assertThat(violation().rule()).isEqualTo(Rule.CHARGED_ONCE);
    }

    @Test
    void more_given_back_than_taken_is_found() {
        goOn(PAYMENT, captured(new Money(100, "GBP")));
        goOn(PAYMENT, refunded("f1", 60));
        goOn(PAYMENT, refunded("f2", 60));

        assertThat(violation().rule()).isEqualTo(Rule.REFUNDS_WITHIN_CAPTURE);
    }

    @Test
    void a_wrong_amount_is_found_when_nothing_can_explain_it_any_more() {
        goOn(ORDERS, PLACED);
        goOn(PAYMENT, captured(new Money(PLACED.total().amount() + 1, "GBP")));

        assertThat(audited().newest()).isEmpty();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(violation().rule()).isEqualTo(Rule.CHARGED_ONCE);
    }

    @Test
    void a_shipment_without_a_capture_is_found_once_all_shards_are_read() {
        goOn(WAREHOUSE, new StockReceived("r", LINES, "delivery"));
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES));
        goOn(WAREHOUSE, new ShipmentDispatched(ORDER, "s", "t", LINES));
        assertThat(audited().newest()).isEmpty();

        now = now.plus(Duration.ofMinutes(2));

        assertThat(violation().rule()).isEqualTo(Rule.NO_SHIPMENT_WITHOUT_CAPTURE);
        assertThat(violation().stream()).isEqualTo("order-o1");
    }

    @Test
    void a_capture_that_is_read_later_from_another_shard_explains_the_shipment() {
        goOn(WAREHOUSE, new StockReceived("r", LINES, "delivery"));
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES));
        goOn(WAREHOUSE, new ShipmentDispatched(ORDER, "s", "t", LINES));
        audited();
        archive(OTHER_SHARD, appended(PAYMENT, captured(PLACED.total())));
        now = now.plus(Duration.ofMinutes(2));

        assertThat(audited().newest()).isEmpty();
        assertThat(audited().positions()).hasSize(2);
    }

    @Test
    void what_comes_back_late_from_another_shard_is_waited_for() {
        List<StoredCommit> late = completedBefore(PAYMENT, captured(PLACED.total()));

        now = now.plus(Duration.ofMinutes(40));
        assertThat(audited().newest()).isEmpty();
        late.forEach(commit -> archive(OTHER_SHARD, commit));
        now = now.plus(Duration.ofMinutes(40));

        assertThat(audited().newest()).isEmpty();
        assertThat(memory.orders().find(ORDER).orElseThrow().value().suspectSince())
                .isNull();
    }

    @Test
    void a_warehouse_that_comes_back_late_is_waited_for() {
        List<StoredCommit> late = completedBefore(WAREHOUSE, leaving());

        now = now.plus(Duration.ofMinutes(40));
        assertThat(audited().newest()).isEmpty();
        late.forEach(commit -> archive(OTHER_SHARD, commit));
        now = now.plus(Duration.ofMinutes(40));

        assertThat(audited().newest()).isEmpty();
    }

    @Test
    void a_busy_warehouse_delays_no_judgement() {
        completedBefore(PAYMENT);
        now = now.plus(Duration.ofMinutes(2));
        appended(WAREHOUSE, new StockReceived("r2", LINES, "delivery"));

        assertThat(violation().detail()).isEqualTo("shipped, and nothing was captured");
    }

    @Test
    void what_is_in_a_journal_and_never_archived_is_told_after_an_hour() {
        completedBefore(PAYMENT, captured(PLACED.total()));

        now = now.plus(Duration.ofMinutes(59));
        assertThat(audited().newest()).isEmpty();
        now = now.plus(Duration.ofMinutes(5));

        assertThat(violation().rule()).isEqualTo(Rule.NO_SHIPMENT_WITHOUT_CAPTURE);
        assertThat(violation().detail()).endsWith("its journals hold more, which is not archived");
    }

    @Test
    void many_that_wait_hide_none_behind_them() {
        for (int i = 0; i < 600; i++) {
            wronglyCharged("late" + i);
            appended(new StreamId("payment", "late" + i), refunded("f", 1));
        }
        wronglyCharged(ORDER);
        // A round takes a thousand objects of a shard.
        audited();
        audited();
        now = now.plus(Duration.ofMinutes(2));
        Auditor auditor = auditor();

        auditor.catchUp(() -> true);
        assertThat(AuditStatus.of(memory).newest()).isEmpty();
        auditor.catchUp(() -> true);

        assertThat(AuditStatus.of(memory).newest())
                .singleElement()
                .satisfies(found -> assertThat(found.stream()).isEqualTo("order-o1"));
    }

    @Test
    void an_order_that_failed_and_keeps_money_or_stock_is_found() {
        goOn(ORDERS, PLACED);
        goOn(PAYMENT, captured(PLACED.total()));
        goOn(ORDERS, rejected());
        now = now.plus(Duration.ofMinutes(2));
        assertThat(violation().rule()).isEqualTo(Rule.ENDS_SETTLED);
    }

    @Test
    void an_order_that_is_completed_without_a_shipment_is_found() {
        goOn(
                ORDERS,
                PLACED,
                new OrderPaymentRequested(ORDER, "p", "c", PLACED.total(), "card"),
                new OrderPaid(ORDER, "p"),
                new OrderShipmentRequested(ORDER, null),
                new OrderShipped(ORDER, "s", "t"),
                new OrderCompleted(ORDER));
        now = now.plus(Duration.ofMinutes(2));
        assertThat(violation().rule()).isEqualTo(Rule.ENDS_SETTLED);
    }

    @Test
    void a_restart_goes_on_and_counts_nothing_twice() {
        goWell();
        audited();
        goOn(WAREHOUSE, new StockReleased(ORDER, LINES));

        assertThat(audited().violations()).isEqualTo(2);
        assertThat(audited().newest())
                .extracting(AuditedViolation::rule)
                .containsExactlyInAnyOrder(Rule.RESERVATION_ENDS_ONCE, Rule.STOCK_NOT_NEGATIVE);
        // As after a crash before the position was written: everything is looked at again.
        memory.positions()
                .find(SHARD)
                .ifPresent(position -> memory.positions()
                        .save(
                                new View<>(SHARD, position.version() + 1, AuditPosition.start(SHARD)),
                                position.version()));
        assertThat(audited().violations()).isEqualTo(2);
        assertThat(memory.skus().find("TEA").orElseThrow().value().version()).isEqualTo(4);
    }

    @Test
    void an_archive_that_was_begun_anew_is_audited_from_its_first_object() {
        goWell();
        audited();
        AuditPosition lost = memory.positions().find(SHARD).orElseThrow().value();
        View<AuditPosition> ahead = new View<>(
                SHARD,
                99,
                new AuditPosition(
                        SHARD,
                        lost.lastObject().replaceAll("-\\d+\\.jsonl", "-9999.jsonl"),
                        "9999",
                        lost.lastArrivedAt(),
                        lost.objects(),
                        lost.commits()));
        memory.positions()
                .save(ahead, memory.positions().find(SHARD).orElseThrow().version());
        goOn(WAREHOUSE, new StockAdjusted("a", "TEA", -1, "lost"));

        assertThat(violation().rule()).isEqualTo(Rule.STOCK_NOT_NEGATIVE);
        assertThat(audited().positions().getFirst().lastObject())
                .isEqualTo(ledger.all().getFirst().lastObject());
    }

    @Test
    void who_is_told_to_stop_stops_before_the_next_object() {
        goWell();

        auditor().catchUp(() -> false);

        assertThat(memory.positions().find(SHARD)).isEmpty();
    }

    private void goWell() {
        goOn(WAREHOUSE, new StockReceived("r", LINES, "delivery"));
        goOn(ORDERS, PLACED, new OrderPaymentRequested(ORDER, "p", "c", PLACED.total(), "card"));
        goOn(WAREHOUSE, new StockReserved(ORDER, LINES));
        goOn(PAYMENT, captured(PLACED.total()));
        goOn(ORDERS, new OrderPaid(ORDER, "p"), new OrderShipmentRequested(ORDER, null));
        goOn(WAREHOUSE, new ShipmentDispatched(ORDER, "s", "t", LINES));
        goOn(ORDERS, new OrderShipped(ORDER, "s", "t"), new OrderCompleted(ORDER));
    }

    /**
     * An order that its own stream tells to be complete. What another stream knows of it was written before and is not
     * archived yet, nor is anything else that explains it.
     */
    private List<StoredCommit> completedBefore(StreamId late, DomainEvent... events) {
        List<StoredCommit> written = events.length == 0 ? List.of() : List.of(appended(late, events));
        if (late.equals(WAREHOUSE)) {
            goOn(PAYMENT, captured(PLACED.total()));
        } else {
            goOn(WAREHOUSE, leaving());
        }
        goOn(
                ORDERS,
                PLACED,
                new OrderPaymentRequested(ORDER, "p", "c", PLACED.total(), "card"),
                new OrderPaid(ORDER, "p"),
                new OrderShipmentRequested(ORDER, null),
                new OrderShipped(ORDER, "s", "t"),
                new OrderCompleted(ORDER));
        return written;
    }

    private static DomainEvent[] leaving() {
        return new DomainEvent[] {
            new StockReceived("r", LINES, "delivery"),
            new StockReserved(ORDER, LINES),
            new ShipmentDispatched(ORDER, "s", "t", LINES)
        };
    }

    private void wronglyCharged(String order) {
        Money wrong = new Money(PLACED.total().amount() + 1, "GBP");
        goOn(new StreamId("order", order), ExampleEvents.placed(order, 1));
        goOn(new StreamId("payment", order), new PaymentCaptured(order, "p", "c", "charge", wrong));
    }

    private static PaymentCaptured captured(Money amount) {
        return new PaymentCaptured(ORDER, "p", "c", "charge", amount);
    }

    private static PaymentRefunded refunded(String id, long amount) {
        return new PaymentRefunded(ORDER, id, "c", new Money(amount, "GBP"), "order");
    }

    private static OrderRejected rejected() {
        return new OrderRejected(ORDER, RejectionReason.TIMED_OUT, List.of());
    }

    private AuditedViolation violation() {
        List<AuditedViolation> found = audited().newest();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** By an auditor that has just started. */
    private AuditStatus audited() {
        auditor().catchUp(() -> true);
        return AuditStatus.of(memory);
    }

    private Auditor auditor() {
        return new Auditor(
                ledger, archive, new NextObjects(archive), new InMemoryJournalContents(journal), memory, this::now);
    }

    private void goOn(StreamId stream, DomainEvent... events) {
        archive(SHARD, appended(stream, events));
    }

    private StoredCommit appended(StreamId stream, DomainEvent... events) {
        long first = versions.getOrDefault(stream, 0L) + 1;
        versions.put(stream, first + events.length - 1);
        StoredCommit appended = commits.commit(stream, first, now, events);
        journal.append(appended);
        return appended;
    }

    private void archive(String shard, StoredCommit commit) {
        ShardHandler handler = archiver.open(shard);
        handler.process(List.of(new StreamRecord(
                Long.toString(++sequence), commit.commit().streamId().toString(), commit.bytes(), now)));
        handler.finish();
    }

    private Instant now() {
        return now;
    }
}
