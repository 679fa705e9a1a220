package dev.orderflow.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ArchiveLinesTest {
    private static final CommitCodec CODEC = CommitCodec.standard();

    @Test
    void a_line_is_json_that_can_be_queried() {
        ArchivedRecord record = ArchiveFixtures.records("shard-0", 4957, 1).getFirst();

        JsonNode line = new JsonMapper().readTree(ArchiveLines.write(record));

        assertThat(line.get("shardId").asString()).isEqualTo("shard-0");
        assertThat(line.get("sequenceNumber").asString()).isEqualTo("4957");
        assertThat(line.get("arrivedAt").asString()).isEqualTo("2026-01-05T23:15:30.123Z");
        assertThat(line.get("commit").get("firstVersion").asLong()).isEqualTo(1);
        assertThat(line.get("commit").get("events").get(0).get("type").asString())
                .isEqualTo("order.placed.v1");
    }

    @Test
    void the_commit_is_the_stored_text_to_the_letter() {
        String odd = "{\"firstVersion\":3,  \"streamId\":\"order-a\",\"metadata\":{\"n\":1.10,\"x\":1e2},"
                + "\"events\":[{\"type\":\"order.new.v9\",\"data\":{\"näme\":\"\\u00e4}\\\"\"}}]}";

        ArchivedRecord back = there(odd.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(Compression.inflate(back.record().data()), StandardCharsets.UTF_8))
                .isEqualTo(odd);
        assertThat(back.header()).hasToString("order-a@3");
    }

    @Test
    void a_large_commit_survives() {
        String large = "{\"text\":\"" + "äöü€ \\\" }{ ".repeat(20_000) + "\"}";
        Commit commit = new Commit(
                new StreamId("order", "a"),
                1,
                List.of(new UnknownEvent("order.large.v1", large)),
                new CommitMetadata("c", ArchiveFixtures.ARRIVED, "orders-0", "r", "r", null));
        byte[] stored = CODEC.encode(commit);

        ArchivedRecord back = there(stored);

        assertThat(back.record().data()).isEqualTo(stored);
        assertThat(CODEC.decode(back.record().data())).isEqualTo(commit);
    }

    @Test
    void bytes_that_are_no_commit_are_kept_too() {
        byte[] junk = {0, 1, 2, (byte) 0xff, '\n', '"'};

        ArchivedRecord back = there(junk);

        assertThat(back.record().data()).isEqualTo(junk);
        assertThat(back.header()).isNull();
    }

    @Test
    void a_commit_of_several_lines_is_still_one_line() {
        byte[] pretty = "{\n \"streamId\": \"order-a\",\n \"firstVersion\": 1, \"events\": [{}]\n}"
                .getBytes(StandardCharsets.UTF_8);
        ArchivedRecord record = record(pretty);
        assertThat(record.header()).isNotNull();

        assertThat(ArchiveLines.write(record)).doesNotContain("\n");
        assertThat(there(pretty).record().data()).isEqualTo(pretty);
    }

    @Test
    void a_line_in_another_order_and_with_spaces_reads_the_same() {
        ArchivedRecord record = ArchiveFixtures.records("shard-0", 4957, 1).getFirst();
        String line = ArchiveLines.write(record);
        int commit = line.indexOf("\"commit\":");
        String turned = "{ " + line.substring(commit, line.length() - 1) + ", \"partitionKey\" : \"\\u006f\", "
                + line.substring(1, commit) + "\"later\":{}}";

        ArchivedRecord back = read(turned);

        assertThat(back.place()).isEqualTo(record.place());
        assertThat(back.record().data()).isEqualTo(record.record().data());
        assertThat(back.commit()).isEqualTo(record.commit());
    }

    @Test
    void a_commit_is_read_from_the_archive_as_it_was_from_the_stream() {
        for (ArchivedRecord record : ArchiveFixtures.records("shard-0", 4957, 3)) {
            ArchivedRecord back = read(ArchiveLines.write(record));

            assertThat(back.commit()).isEqualTo(record.commit());
            assertThat(back.header()).isEqualTo(record.header());
            assertThat(back.record().arrivedAt()).isEqualTo(record.record().arrivedAt());
            assertThat(back.record().partitionKey()).isEqualTo(record.record().partitionKey());
        }
    }

    @Test
    void what_is_no_line_is_an_error() {
        for (String line : List.of("", "nonsense", "{}", "[1]", "{\"sequenceNumber\":\"1\",\"bytes\":\"!\"}")) {
            assertThatThrownBy(() -> read(line)).as(line).isInstanceOf(ArchiveBrokenException.class);
        }
    }

    private static ArchivedRecord there(byte[] stored) {
        return read(ArchiveLines.write(record(stored)));
    }

    private static ArchivedRecord read(String line) {
        byte[] bytes = ("before" + line + "after").getBytes(StandardCharsets.UTF_8);
        return ArchiveLines.read(bytes, "before".length(), bytes.length - "after".length(), CODEC);
    }

    private static ArchivedRecord record(byte[] stored) {
        return ArchivedRecord.of(
                "shard-0", new StreamRecord("4957", "order-a", stored, ArchiveFixtures.ARRIVED), CODEC);
    }
}
