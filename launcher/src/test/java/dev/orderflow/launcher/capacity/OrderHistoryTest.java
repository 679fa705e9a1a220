package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.orderflow.events.Address;
import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Contact;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.launcher.bench.ItemBytes;
import dev.orderflow.launcher.bench.TableKind;
import dev.orderflow.launcher.capacity.MeasuredOrders.Measured;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * What was measured is still what this build writes: the commits of a completed order, made of its events with the services'
 * own codec and journal. Where an event has grown, {@code ./orderflow capacity --measure} brings the file up to date.
 */
class OrderHistoryTest {
    /** Ids, times and tracking numbers differ by some letters, which gzip makes more or less of. */
    private static final double TOLERANCE_PERCENT = 8;

    /** As random as real ones: what is alike in two of them, gzip writes once. */
    private static final String ORDER = "om47cnd7fw5xsny67332qzpit3w";

    private static final String PAYMENT = "pffzjwuu4g3xlgdfwl3z5ytwu2s";
    private static final String SHIPMENT = "s24n53usoc3hn6wsknar6bvstr6";
    private static final String LETTER = "nuhbr2ixzgqtn4u7pi34g762hak";
    private static final Address ADDRESS =
            new Address("Ada Lovelace", "12 St James's Square", null, "London", "SW1Y 4JH", "United Kingdom");

    private final CommitCodec codec = CommitCodec.standard();

    @Test
    void a_completed_order_still_has_the_records_that_were_measured() {
        for (Measured measured : completed()) {
            List<Commit> commits = history(measured.lines());
            double bytes = commits.stream()
                    .mapToLong(commit -> codec.encode(commit).length)
                    .sum();

            assertThat(measured.use().records())
                    .as("%d lines", measured.lines())
                    .isEqualTo(commits.size());
            assertThat(measured.use().events())
                    .as("%d lines", measured.lines())
                    .isEqualTo(commits.stream()
                            .mapToInt(commit -> commit.events().size())
                            .sum());
            assertThat(measured.use().recordBytes())
                    .as("bytes of %d lines", measured.lines())
                    .isCloseTo(bytes, withinPercentage(TOLERANCE_PERCENT));
        }
    }

    @Test
    void its_journals_still_take_the_units_that_were_measured() {
        for (Measured measured : completed()) {
            long units = history(measured.lines()).stream()
                    .map(this::item)
                    .mapToLong(item -> (ItemBytes.of(item) + 1_023) / 1_024)
                    .sum();
            double journals = measured.use().tables().entrySet().stream()
                    .filter(table -> TableKind.of(table.getKey()) == TableKind.JOURNAL)
                    .mapToDouble(table -> table.getValue().itemUnits())
                    .sum();

            // An item at the edge of a KB may fall on either side.
            assertThat(journals).as("%d lines", measured.lines()).isBetween(units - 1.0, units + 1.0);
        }
    }

    /** By the same rule as everywhere: an entry of the index by writer is keys only, a unit each. */
    @Test
    void each_commit_is_in_the_index_by_writer_once() {
        for (Measured measured : completed()) {
            double entries = measured.use().tables().entrySet().stream()
                    .filter(table -> TableKind.of(table.getKey()) == TableKind.JOURNAL)
                    .map(Map.Entry::getValue)
                    .mapToDouble(TableUse::indexUnits)
                    .sum();
            assertThat(entries).isEqualTo(measured.use().records());
        }
    }

    /** The bench counted 100 orders of three lines on the real engines (docs/bench.md), where some share a write. */
    @Test
    void an_order_takes_what_the_bench_counted_and_a_little_more_where_it_is_alone() {
        MeasuredOrders.OrderUse order = MeasuredOrders.shipped().use(Outcome.COMPLETED, 3);
        double units = order.tables().values().stream()
                .mapToDouble(table -> table.itemUnits() + table.indexUnits())
                .sum();
        double journals = order.tables().entrySet().stream()
                .filter(table -> TableKind.of(table.getKey()) == TableKind.JOURNAL)
                .mapToDouble(
                        table -> table.getValue().itemUnits() + table.getValue().indexUnits())
                .sum();

        assertThat(units).isBetween(0.95 * 85.13, 1.5 * 85.13);
        assertThat(journals).isBetween(0.95 * 18.62, 1.2 * 18.62);
    }

    private static List<Measured> completed() {
        List<Measured> completed = MeasuredOrders.shipped().orders().stream()
                .filter(each -> each.outcome() == Outcome.COMPLETED)
                .toList();
        assertThat(completed).hasSizeGreaterThan(2);
        return completed;
    }

    /** As the journal's adapter puts it. */
    private Map<String, AttributeValue> item(Commit commit) {
        List<Map<String, AttributeValue>> put = new ArrayList<>();
        DynamoDbClient noting = new DynamoDbClient() {
            @Override
            public PutItemResponse putItem(PutItemRequest request) {
                put.add(request.item());
                return PutItemResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return "dynamodb";
            }

            @Override
            public void close() {}
        };
        Journal journal = new AwsEngines(
                        new AwsEngines.Names("orders", "", "order-events", "snapshots"),
                        new Provisioning(false, noting, null, null),
                        noting,
                        null,
                        null)
                .journal();
        assertThat(journal.append(new StoredCommit(commit, codec.encode(commit))))
                .isEqualTo(AppendOutcome.APPENDED);
        return put.getFirst();
    }

    private static List<Commit> history(int lines) {
        List<OrderLine> ordered = IntStream.range(0, lines)
                .mapToObj(line -> new OrderLine(
                        SampleShop.sku(line),
                        SampleShop.description(line),
                        1 + line % 12,
                        new Money(250L + line, "GBP")))
                .toList();
        List<SkuQuantity> goods = ordered.stream()
                .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                .toList();
        Money total = new Money(
                ordered.stream()
                        .mapToLong(line -> line.quantity() * line.unitPrice().amount())
                        .sum(),
                "GBP");
        StreamId order = new StreamId("order", ORDER);
        StreamId warehouse = new StreamId("warehouse", "main");
        StreamId payment = new StreamId("payment", ORDER);
        StreamId letter = new StreamId("notification", LETTER);
        return List.of(
                commit(
                        order,
                        1,
                        new OrderPlaced(
                                ORDER,
                                "customer-12",
                                "order-12",
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                                Instant.parse("2026-01-05T12:00:00.123456Z"),
                                ordered,
                                total,
                                "tok_approve",
                                new Contact("Ada Lovelace", "customer-12@example.com"),
                                ADDRESS)),
                commit(warehouse, 120, new StockReserved(ORDER, goods)),
                commit(
                        order,
                        2,
                        new OrderStockReserved(ORDER),
                        new OrderPaymentRequested(ORDER, PAYMENT, "customer-12", total, "tok_approve")),
                commit(
                        payment,
                        1,
                        new CaptureIntended(ORDER, PAYMENT, "customer-12", "capture-" + PAYMENT, total, "tok_approve")),
                commit(
                        payment,
                        2,
                        new PaymentCaptured(ORDER, PAYMENT, "customer-12", "ch_0f9e8d7c6b5a49382716", total)),
                commit(order, 4, new OrderPaid(ORDER, PAYMENT), new OrderShipmentRequested(ORDER, ADDRESS)),
                commit(warehouse, 121, new ShipmentDispatched(ORDER, SHIPMENT, "TRACK-AB2C3D4E5F", goods)),
                commit(order, 6, new OrderShipped(ORDER, SHIPMENT, "TRACK-AB2C3D4E5F"), new OrderCompleted(ORDER)),
                commit(
                        letter,
                        1,
                        new NotificationRequested(
                                letter.key(),
                                ORDER,
                                Channel.EMAIL,
                                "customer-12@example.com",
                                "Your order " + ORDER + " is on its way",
                                "order-" + ORDER + "@6 order.completed.v1")),
                commit(letter, 2, new NotificationSent(letter.key(), ORDER, "0102019b8f6e3c1a-5f0e7d2c-000000")));
    }

    private static Commit commit(StreamId stream, long version, DomainEvent... events) {
        return new Commit(
                stream,
                version,
                List.of(events),
                new CommitMetadata(
                        "orders-0.mjx2k1a9.42",
                        Instant.parse("2026-01-05T12:00:01.123456Z"),
                        "orders-0",
                        "3f0c9f3e-5b0e-4f7e-9d55-2f7b5f1f6a11",
                        "order-" + ORDER + "@2",
                        "00-6b0d39fcc86949d9ddd7370633088b6d-b7ad6b7169203331-01"));
    }
}
