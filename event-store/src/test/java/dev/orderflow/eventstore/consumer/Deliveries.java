package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes commits and the records that carry them; sequence numbers rise with every record made. */
final class Deliveries {
    static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String TRACEPARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final CommitCodec codec = CommitCodec.standard();
    private long sequence = 49_000;

    static StreamId stream(String id) {
        return StreamId.parse(id);
    }

    /** A commit of so many events, from a version on. */
    static Commit commit(String stream, long firstVersion, int events) {
        List<DomainEvent> made = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            made.add(new OrderEvent.OrderStockReserved("o" + (firstVersion + i)));
        }
        return commit(stream, firstVersion, made);
    }

    static Commit commit(String stream, long firstVersion, List<DomainEvent> events) {
        String id = stream + "@" + firstVersion;
        return new Commit(
                StreamId.parse(stream),
                firstVersion,
                events,
                new CommitMetadata(id, START, "orders-0", id, id, TRACEPARENT));
    }

    StreamRecord record(String stream, long version) {
        return record(commit(stream, version, 1));
    }

    StreamRecord record(Commit commit) {
        return record(commit.streamId().toString(), codec.encode(commit));
    }

    StreamRecord record(String partitionKey, String bytes) {
        return record(partitionKey, bytes.getBytes(StandardCharsets.UTF_8));
    }

    StreamRecord record(String partitionKey, byte[] bytes) {
        return new StreamRecord(Long.toString(++sequence), partitionKey, bytes, START);
    }

    List<StreamRecord> records(String stream, long... versions) {
        List<StreamRecord> made = new ArrayList<>();
        for (long version : versions) {
            made.add(record(stream, version));
        }
        return made;
    }
}
