package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.bench.Written;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What lies in all tables at a moment.
 *
 * @param bytesByTable as DynamoDB charges their storage
 * @param records that the journals' commits are on the stream
 */
record Stored(Map<String, Long> bytesByTable, Records records) {

    long bytes(String table) {
        return bytesByTable.getOrDefault(table, 0L);
    }

    /** @param kilobytes each record rounded up to a KB of its own */
    record Records(long number, long events, long bytes, long payloadUnits, long kilobytes) {
        static final Records NONE = new Records(0, 0, 0, 0, 0);
        private static final int KILOBYTE = 1024;

        /** A journal's item is a record: the payload is published as it is, under the stream's id. */
        static Records of(Map<String, AttributeValue> item) {
            AttributeValue payload = item.get("payload");
            AttributeValue events = item.get("eventCount");
            if (payload == null || events == null) {
                throw new IllegalStateException("A journal's item lacks payload or eventCount: " + item.keySet());
            }
            long bytes = payload.b().asByteArrayUnsafe().length;
            return new Records(
                    1,
                    Long.parseLong(events.n()),
                    bytes,
                    Written.payloadUnits(bytes),
                    (bytes + KILOBYTE - 1) / KILOBYTE);
        }

        Records plus(Records other) {
            return new Records(
                    number + other.number,
                    events + other.events,
                    bytes + other.bytes,
                    payloadUnits + other.payloadUnits,
                    kilobytes + other.kilobytes);
        }

        Records minus(Records other) {
            return new Records(
                    number - other.number,
                    events - other.events,
                    bytes - other.bytes,
                    payloadUnits - other.payloadUnits,
                    kilobytes - other.kilobytes);
        }
    }
}
