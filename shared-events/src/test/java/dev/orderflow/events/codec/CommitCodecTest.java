package dev.orderflow.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.testing.ExampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CommitCodecTest {
    /** What a DynamoDB item holds, less its keys and some room. */
    private static final int ITEM_BYTES = 380 * 1024;

    private final CommitCodec codec = CommitCodec.standard();

    @Test
    void every_event_comes_back_equal() {
        Commit commit = commit(ExampleEvents.all());

        assertThat(codec.decode(codec.encode(commit))).isEqualTo(commit);
        assertThat(codec.decode(codec.encodeToText(commit).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(commit);
    }

    @Test
    void an_order_of_1500_lines_fits_into_an_item_and_comes_back_equal() {
        Commit commit = commit(List.of(ExampleEvents.placed(ExampleEvents.ORDER, 1_500)));
        byte[] bytes = codec.encode(commit);

        assertThat(codec.encodeToText(commit).length()).as("plain").isGreaterThan(150_000);
        assertThat(bytes).as("stored").hasSizeLessThan(ITEM_BYTES);
        assertThat(codec.decode(bytes)).isEqualTo(commit);
    }

    @Test
    void a_short_commit_stays_readable_and_a_long_one_is_compressed() {
        assertThat(codec.encode(commit(List.of(new OrderCompleted("o1"))))[0]).isEqualTo((byte) '{');
        assertThat(codec.encode(commit(List.of(ExampleEvents.placed("o1", 50))))[0])
                .isEqualTo((byte) 0x1f);
    }

    @Test
    void the_order_of_an_events_name_and_data_does_not_matter() {
        String turned = new String(envelope("order.completed.v1", "{\"orderId\":\"o1\"}"), StandardCharsets.UTF_8)
                .replace(
                        "{\"type\":\"order.completed.v1\",\"data\":{\"orderId\":\"o1\"}}",
                        "{\"more\":[{}],\"data\":{\"orderId\":\"o1\"},\"type\":\"order.completed.v1\"}");

        assertThat(codec.decode(turned.getBytes(StandardCharsets.UTF_8)).events())
                .containsExactly(new OrderCompleted("o1"));
    }

    @Test
    void nothing_may_follow_a_commit() {
        byte[] twice =
                (codec.encodeToText(commit(List.of(new OrderCompleted("o1")))) + "{}").getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(UnreadableCommitException.class).isThrownBy(() -> codec.decode(twice));
    }

    @Test
    void an_unknown_field_is_ignored() {
        assertThat(read("order.completed.v1", "{\"orderId\":\"o1\",\"mood\":\"good\"}"))
                .isEqualTo(new OrderCompleted("o1"));
    }

    @Test
    void an_unknown_event_keeps_its_name_and_data_through_reading_and_writing() {
        DomainEvent unknown = read("order.teleported.v7", "{\"orderId\":\"o1\",\"to\":[1,2]}");

        assertThat(unknown).isEqualTo(new UnknownEvent("order.teleported.v7", "{\"orderId\":\"o1\",\"to\":[1,2]}"));
        assertThat(codec.encodeToText(commit(List.of(unknown))))
                .contains("{\"type\":\"order.teleported.v7\",\"data\":{\"orderId\":\"o1\",\"to\":[1,2]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orderId\":\"o1\"}",
                "{\"orderId\":\"o1\",\"paymentId\":\"p\",\"amount\":{\"amount\":1,\"currency\":\"pounds\"},"
                        + "\"customerId\":\"c\",\"card\":\"x\"}",
                "{\"orderId\":\"o1\",\"paymentId\":\"p\",\"amount\":{\"amount\":null,\"currency\":\"GBP\"},"
                        + "\"customerId\":\"c\",\"card\":\"x\"}",
                "[]",
                "\"o1\"",
                "null"
            })
    void a_missing_or_wrong_field_is_an_error(String data) {
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() -> read("order.payment-requested.v1", data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "not json",
                "{}",
                "{\"streamId\":\"order-1\",\"firstVersion\":1,\"metadata\":null,\"events\":[]}",
                "{\"streamId\":\"order-1\",\"firstVersion\":\"x\",\"metadata\":{},\"events\":[]}",
                "{\"streamId\":\"order-1\",\"firstVersion\":1,\"metadata\":{},\"events\":[1]}",
                "{\"streamId\":\"order-1\",\"firstVersion\":1,\"metadata\":{},\"events\":{\"type\":\"x\"}}",
                "{\"streamId\":\"order-1\",\"firstVersion\":1,\"metadata\":{},\"events\":[{\"type\":\"x\"}]}"
            })
    void bytes_that_are_no_commit_are_an_error(String text) {
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void broken_gzip_and_a_decompression_bomb_are_errors() throws IOException {
        byte[] whole = codec.encode(commit(List.of(ExampleEvents.placed("o1", 50))));
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() -> codec.decode(Arrays.copyOf(whole, whole.length / 2)));

        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] megabyte = new byte[1024 * 1024];
            for (int i = 0; i < 33; i++) {
                gzip.write(megabyte);
            }
        }
        assertThatExceptionOfType(UnreadableCommitException.class)
                .isThrownBy(() -> codec.decode(bomb.toByteArray()))
                .withMessageContaining("Inflates to more than");
    }

    @Test
    void an_old_version_is_lifted_through_every_upcaster_on_the_way() {
        CommitCodec lifting = new CommitCodec(List.of(
                upcaster("order.paid.v0", "order.paid.v1", "paymentId", "p-old"),
                upcaster("order.settled.v1", "order.paid.v0", "orderId", "o-old")));

        assertThat(lifting.decode(envelope("order.settled.v1", "{}")).events())
                .containsExactly(new OrderPaid("o-old", "p-old"));
    }

    @Test
    void what_an_upcaster_leads_to_that_is_unknown_keeps_the_name_it_was_stored_under() {
        CommitCodec lifting = new CommitCodec(List.of(upcaster("a.v1", "a.v2", "x", "y")));

        assertThat(lifting.decode(envelope("a.v1", "{}")).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        unknown -> assertThat(unknown.wireName()).isEqualTo("a.v1"));
    }

    @Test
    void a_current_version_cannot_be_upcast_nor_one_twice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommitCodec(List.of(upcaster("order.paid.v1", "order.paid.v2", "x", "y"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommitCodec(
                        List.of(upcaster("a.v1", "a.v2", "x", "y"), upcaster("a.v1", "a.v3", "x", "y"))));
    }

    @Test
    void the_header_tells_a_commits_place_without_its_events() {
        CommitHeader header = codec.header(codec.encode(commit(ExampleEvents.all())));

        assertThat(header.firstVersion()).isEqualTo(1);
        assertThat(header.eventCount()).isEqualTo(ExampleEvents.all().size());
        assertThat(header.streamId()).isEqualTo(new StreamId("order", ExampleEvents.ORDER));
    }

    private DomainEvent read(String name, String data) {
        return codec.decode(envelope(name, data)).events().getFirst();
    }

    private static byte[] envelope(String name, String data) {
        return """
                {"streamId":"order-1","firstVersion":1,"metadata":{"commitId":"c","recordedAt":"2010-12-01T12:00:00Z",\
                "recordedBy":"w","correlationId":"r","causationId":"r","traceparent":null},\
                "events":[{"type":"%s","data":%s}]}""".formatted(name, data).getBytes(StandardCharsets.UTF_8);
    }

    private static Commit commit(List<DomainEvent> events) {
        return new Commit(
                new StreamId("order", ExampleEvents.ORDER),
                1,
                events,
                new CommitMetadata("c-1", ExampleEvents.NOON, "orders-0", "r-1", "r-1", "00-ab-cd-01"));
    }

    private static Upcaster upcaster(String from, String to, String field, String value) {
        return new Upcaster() {
            @Override
            public String from() {
                return from;
            }

            @Override
            public String to() {
                return to;
            }

            @Override
            public ObjectNode upcast(ObjectNode data) {
                return data.put(field, value);
            }
        };
    }
}
