package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.testing.ExampleEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a shard holds that nobody read for days: orders placed one after the other, many under way at once, each moving on
 * while others begin. Made as it is asked for, as a shard is read page by page; it keeps nothing of what it gave out.
 */
final class Backlog {
    static final int COMMITS_OF_AN_ORDER = 5;

    /** Orders under way at once: more than a read brings. */
    private static final int UNDER_WAY = 2_000;

    private static final int NUMBER_LENGTH = 9;

    private static final String ANY = "0".repeat(NUMBER_LENGTH);

    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    /** The same lengths and fields as real ones; only the number differs. */
    private final List<String> templates = new ArrayList<>();

    private final long records;
    private long given;

    Backlog(long records) {
        this.records = records;
        OrderPlaced placed = ExampleEvents.placed(ANY, 3);
        List<List<DomainEvent>> life = List.of(
                List.of(placed),
                List.of(new OrderStockReserved(ANY)),
                List.of(new OrderPaid(ANY, "payment"), new OrderShipmentRequested(ANY, null)),
                List.of(new OrderShipped(ANY, "shipment", "tracking-number-of-the-parcel")),
                List.of(new OrderCompleted(ANY)));
        long version = 1;
        for (List<DomainEvent> events : life) {
            String id = "commit-" + version;
            Commit commit = new Commit(
                    new StreamId("order", ANY),
                    version,
                    events,
                    new CommitMetadata(id, START, "orders-0", "request-of-a-customer", id, null));
            templates.add(CommitCodec.standard().encodeToText(commit));
            version += events.size();
        }
    }

    long given() {
        return given;
    }

    /** @return the next records, none at the end */
    List<StreamRecord> next(int most) {
        List<StreamRecord> page = new ArrayList<>();
        while (page.size() < most && given < records) {
            long round = given / UNDER_WAY;
            long order = round / COMMITS_OF_AN_ORDER * UNDER_WAY + given % UNDER_WAY;
            String number = String.format(Locale.ROOT, "%0" + NUMBER_LENGTH + "d", order);
            String json = templates.get((int) (round % COMMITS_OF_AN_ORDER)).replace(ANY, number);
            given++;
            page.add(new StreamRecord(
                    Long.toString(49_000_000_000L + given),
                    "order-" + number,
                    json.getBytes(StandardCharsets.UTF_8),
                    START.plusMillis(given)));
        }
        return page;
    }
}
