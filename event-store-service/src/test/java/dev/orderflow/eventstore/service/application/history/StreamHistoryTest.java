package dev.orderflow.eventstore.service.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.service.application.history.StreamHistory.Page;
import dev.orderflow.eventstore.service.application.history.StreamHistory.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamHistoryTest {
    private static final StreamId STREAM = new StreamId("order", "o1");
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final InMemoryStreamHistories histories = new InMemoryStreamHistories();
    private final StreamHistory history = new StreamHistory(histories);
    private long next = 1;

    @Test
    void shows_what_is_stored_also_of_types_that_this_build_does_not_know() {
        keep("""
                {"streamId":"order-o1","firstVersion":1,"metadata":{"recordedAt":"2026-01-05T12:00:00Z",\
                "correlationId":"request-1","causationId":"payment-o1@3",\
                "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},\
                "events":[{"type":"order.from-the-future.v9","data":{"n":1.50}}]}\
                """, 1);

        List<HistoricEvent> events = history.read(STREAM, Place.START, 20).events();

        assertThat(events).hasSize(1);
        HistoricEvent event = events.getFirst();
        assertThat(event.version()).isEqualTo(1);
        assertThat(event.type()).isEqualTo("order.from-the-future.v9");
        assertThat(event.at()).isEqualTo(NOON);
        assertThat(event.data().toString()).isEqualTo("{\"n\":1.50}");
        assertThat(event.correlationId()).isEqualTo("request-1");
        assertThat(event.causationId()).isEqualTo("payment-o1@3");
        assertThat(event.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void shows_an_event_whose_commit_lacks_its_metadata() {
        keep("{\"streamId\":\"order-o1\",\"firstVersion\":1,\"events\":[{}]}", 1);

        assertThat(history.read(STREAM, Place.START, 20).events())
                .containsExactly(new HistoricEvent(1, "", null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 11, 100})
    void every_event_is_on_exactly_one_page_wherever_commits_are_cut(int limit) {
        for (int events : List.of(1, 5, 1, 2, 1, 1, 1, 1, 3, 1, 1, 1, 12, 1)) {
            keepCommitOf(events);
        }

        List<Long> seen = new ArrayList<>();
        Place place = Place.START;
        while (place != null) {
            Page page = history.read(STREAM, place, limit);
            assertThat(page.events()).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
            page.events().forEach(event -> seen.add(event.version()));
            place = page.end();
        }

        assertThat(seen)
                .containsExactlyElementsOf(LongStream.range(1, next).boxed().toList());
    }

    @Test
    void the_last_page_says_so_where_commits_come_in_exactly_one_read() {
        IntStream.range(0, StreamHistory.COMMITS_AT_ONCE).forEach(commit -> keepCommitOf(1));

        Page page = history.read(STREAM, Place.START, StreamHistory.COMMITS_AT_ONCE);

        assertThat(page.events()).hasSize(StreamHistory.COMMITS_AT_ONCE);
        assertThat(page.end()).isNull();
    }

    private void keepCommitOf(int events) {
        keep(
                IntStream.range(0, events)
                        .mapToObj(event -> "{\"type\":\"order.placed.v1\",\"data\":{}}")
                        .collect(Collectors.joining(
                                ",", "{\"metadata\":{\"recordedAt\":\"2026-01-05T12:00:00Z\"},\"events\":[", "]}")),
                events);
    }

    private void keep(String json, int events) {
        String placed = "{\"streamId\":\"" + STREAM + "\",\"firstVersion\":" + next + "," + json.substring(1);
        histories.keep(List.of(ArchivedRecord.of(
                "shard-1",
                new StreamRecord(Long.toString(next), STREAM.toString(), placed.getBytes(StandardCharsets.UTF_8), NOON),
                CommitCodec.standard())));
        next += events;
    }
}
