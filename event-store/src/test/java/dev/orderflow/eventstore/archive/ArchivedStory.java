package dev.orderflow.eventstore.archive;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentDeclined;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two days of a small shop, as its commits and as the objects that the archiver's own code makes of them: with a record
 * that came twice, one that is no commit, and a stream that lacks a version.
 */
final class ArchivedStory {
    static final byte[] POISON = "no commit at all".getBytes(StandardCharsets.UTF_8);
    static final Instant FIRST_DAY = Instant.parse("2026-01-05T22:10:00.250Z");
    static final Instant SECOND_DAY = Instant.parse("2026-01-06T09:00:00Z");

    private static final CommitCodec CODEC = CommitCodec.standard();
    private static final String SHARD = "shardId-000000000000";

    private final List<Commit> commits = new ArrayList<>();
    private final Map<StreamId, Long> versions = new HashMap<>();

    static ArchivedStory ofTwoDays() {
        ArchivedStory story = new ArchivedStory();
        StreamId warehouse = new StreamId("warehouse", "main");
        story.at(
                FIRST_DAY,
                warehouse,
                new StockReceived("r-1", skus(new int[] {10_001, 50}, new int[] {10_002, 80}), "opening"));
        story.at(FIRST_DAY.plusSeconds(1), warehouse, new StockAdjusted("a-1", "10001", -3, "broken"));

        // Completed, with two events in one commit; its last commit is another day's.
        story.placed("o-done", 2, FIRST_DAY.plusSeconds(60));
        story.at(FIRST_DAY.plusSeconds(61), warehouse, new StockReserved("o-done", lines("o-done", 2)));
        story.order("o-done", FIRST_DAY.plusSeconds(62), new OrderStockReserved("o-done"));
        story.order("o-done", FIRST_DAY.plusSeconds(63), new OrderPaid("o-done", "p-1"));
        story.at(SECOND_DAY, warehouse, new ShipmentDispatched("o-done", "s-1", "TRACK", lines("o-done", 2)));
        story.order(
                "o-done",
                SECOND_DAY.plusMillis(1_500),
                new OrderShipped("o-done", "s-1", "TRACK"),
                new OrderCompleted("o-done"));

        story.placed("o-quick", 1, SECOND_DAY.plusSeconds(10));
        story.order("o-quick", SECOND_DAY.plusMillis(10_700), new OrderCompleted("o-quick"));

        story.placed("o-declined", 1, SECOND_DAY.plusSeconds(20));
        story.at(SECOND_DAY.plusSeconds(21), warehouse, new StockReserved("o-declined", lines("o-declined", 1)));
        story.order(
                "o-declined", SECOND_DAY.plusSeconds(22), new OrderPaymentDeclined("o-declined", "p-2", "no money"));
        story.at(SECOND_DAY.plusSeconds(23), warehouse, new StockReleased("o-declined", lines("o-declined", 1)));
        story.order(
                "o-declined",
                SECOND_DAY.plusSeconds(24),
                new OrderRejected("o-declined", RejectionReason.PAYMENT_DECLINED, List.of()));

        StreamId payment = new StreamId("payment", "o-gone");
        story.placed("o-gone", 1, SECOND_DAY.plusSeconds(30));
        story.at(
                SECOND_DAY.plusSeconds(31),
                payment,
                new PaymentCaptured("o-gone", "p-3", "17850", "ch-1", new Money(97, "GBP")));
        story.order(
                "o-gone",
                SECOND_DAY.plusSeconds(32),
                new OrderCancellationRequested("o-gone", "17850", "it's \"late\"\\"));
        story.at(
                SECOND_DAY.plusSeconds(33),
                payment,
                new PaymentRefunded("o-gone", "rf-1", "17850", new Money(97, "GBP"), "order"));
        story.order("o-gone", SECOND_DAY.plusSeconds(34), new OrderCancelled("o-gone", "it's \"late\"\\"));

        story.placed("o-open", 3, SECOND_DAY.plusSeconds(40));
        story.at(SECOND_DAY.plusSeconds(41), warehouse, new StockReserved("o-open", lines("o-open", 3)));

        StreamId product = new StreamId("product", "10001");
        story.at(SECOND_DAY.plusSeconds(50), product, new ProductPriced("10001", new Money(99, "GBP")));
        story.versions.merge(product, 2L, Long::sum);
        story.at(SECOND_DAY.plusSeconds(51), product, new ProductPriced("10001", new Money(101, "GBP")));
        return story;
    }

    List<Commit> commits() {
        return commits;
    }

    /** As the bucket holds them: the archiver itself writes them, and each object is kept as a file of its key. */
    void writeTo(Path bucket) {
        InMemoryArchive memory = new InMemoryArchive();
        Archive archive = (object, content) -> {
            Optional<ArchiveObject> there = memory.putIfAbsent(object, content);
            if (there.isEmpty()) {
                write(bucket.resolve(object.key()), content);
            }
            return there;
        };
        ShardHandler archiver = new Archiver(
                        archive,
                        memory,
                        new InMemoryStreamHistories(),
                        new ArchiveLedger(new InMemoryViewStore().create(ArchiveLedger.DEFINITION)),
                        Duration.ofSeconds(5),
                        () -> SECOND_DAY)
                .open(SHARD);
        archiver.process(records());
        archiver.finish();
    }

    private List<StreamRecord> records() {
        List<StreamRecord> records = new ArrayList<>();
        for (Commit commit : commits) {
            Instant arrived = commit.metadata().recordedAt().plusMillis(40);
            records.add(record(records.size(), commit.streamId().toString(), CODEC.encode(commit), arrived));
            if (commit.streamId().key().equals("o-quick") && commit.firstVersion() == 1) {
                // The publisher did not hear that it had been taken, and published it again.
                records.add(record(
                        records.size(), commit.streamId().toString(), CODEC.encode(commit), arrived.plusMillis(300)));
            }
        }
        records.add(record(records.size(), "somebody", POISON, SECOND_DAY.plusSeconds(90)));
        return records;
    }

    private static StreamRecord record(int number, String key, byte[] data, Instant arrived) {
        return new StreamRecord(Integer.toString(1_000 + number), key, data, arrived);
    }

    private void placed(String orderId, int lines, Instant at) {
        OrderPlaced placed = ExampleEvents.placed(orderId, lines);
        order(orderId, at, placed);
    }

    private static List<SkuQuantity> lines(String orderId, int lines) {
        return ExampleEvents.placed(orderId, lines).lines().stream()
                .map((OrderLine line) -> new SkuQuantity(line.sku(), line.quantity()))
                .toList();
    }

    private static List<SkuQuantity> skus(int[]... lines) {
        List<SkuQuantity> all = new ArrayList<>();
        for (int[] line : lines) {
            all.add(new SkuQuantity(Integer.toString(line[0]), line[1]));
        }
        return all;
    }

    private void order(String orderId, Instant at, DomainEvent... events) {
        at(at, new StreamId("order", orderId), events);
    }

    private void at(Instant at, StreamId stream, DomainEvent... events) {
        long version = versions.getOrDefault(stream, 0L);
        versions.put(stream, version + events.length);
        commits.add(new Commit(
                stream,
                version + 1,
                List.of(events),
                new CommitMetadata("c-" + commits.size(), at, "orders-0", "request-1", "request-1", null)));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
