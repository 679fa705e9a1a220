package dev.orderflow.eventstore.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Parking;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** The service as it is shipped, on real engines, with the test in the place of the other services. */
class EventStoreServiceIT {
    /** A second try begins with nothing, like the first. */
    private final String prefix = TestCommits.unique("essvc") + "-";

    private static final Duration GENEROUS = Duration.ofSeconds(120);
    private static final int STREAMS = 12;
    private static final int COMMITS = 4;
    private static final int EVENTS = 2;
    private static final TestIssuer ISSUER = TestIssuer.start();

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void what_is_published_is_archived_once_shown_and_counted_and_a_restart_goes_on_where_it_stopped() {
        TestCommits commits = TestCommits.ofANewWriter();
        List<StreamId> streams = new ArrayList<>();
        List<StoredCommit> published = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            StreamId id = TestCommits.newStream();
            streams.add(id);
            for (int commit = 0; commit < COMMITS; commit++) {
                published.add(commits.commit(
                        id,
                        1 + (long) commit * EVENTS,
                        ExampleEvents.NOON,
                        ExampleEvents.placed(id.key(), 1),
                        ExampleEvents.placed(id.key(), 2)));
            }
        }
        long archived = published.size();
        try (ConfigurableApplicationContext service = start()) {
            published.forEach(commit -> put(service, commit));
            ApiClient operator = client(service);

            awaitRecords(operator, archived);
            JsonNode status = status(operator);
            assertThat(status.get("distinctCommits").asLong()).isEqualTo(archived);
            assertThat(status.get("events").asLong()).isEqualTo(archived * EVENTS);
            assertThat(status.get("distinctEvents").asLong()).isEqualTo(archived * EVENTS);
            for (StreamId stream : streams) {
                JsonNode events = operator.get("/v1/streams/" + stream + "/events")
                        .expecting(200)
                        .json()
                        .get("items");
                assertThat(events.size()).isEqualTo(COMMITS * EVENTS);
                for (int event = 0; event < events.size(); event++) {
                    assertThat(events.get(event).get("version").asLong()).isEqualTo(event + 1L);
                }
            }
            service.getBean(Positions.class)
                    .park(streams.getFirst(), new Parking(Kind.POISON, "a bug", 1, ExampleEvents.NOON));
            Await.until(
                    GENEROUS,
                    () -> operator.get("/v1/parked-streams")
                                    .expecting(200)
                                    .json()
                                    .get("items")
                                    .size()
                            == 1);
            assertEveryRecordOnce(service, status);
            assertVerified(service, operator, published);
        }
        try (ConfigurableApplicationContext again = start()) {
            ApiClient operator = client(again);
            // A commit that was repaired comes again: one more record, and nothing new.
            put(again, published.getFirst());
            awaitRecords(operator, archived + 1);

            JsonNode status = status(operator);
            assertThat(status.get("distinctCommits").asLong()).isEqualTo(archived);
            assertThat(status.get("distinctEvents").asLong()).isEqualTo(archived * EVENTS);
            assertThat(status.get("conflicts").asLong()).isZero();
            assertEveryRecordOnce(again, status);
            assertThat(health(again).getStatus()).isEqualTo(Status.UP);

            String head = status.get("shards").get(0).get("lastObject").asString();
            again.getBean(S3Client.class)
                    .deleteObject(delete -> delete.bucket(prefix + "archive").key(head));
        }
        try (ConfigurableApplicationContext damaged = start()) {
            Health health = health(damaged);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat((List<?>) health.getDetails().get("damages")).hasSize(1);
        }
    }

    /** Whole at first; then one byte of one object is changed. */
    private void assertVerified(
            ConfigurableApplicationContext service, ApiClient operator, List<StoredCommit> published) {
        // The test stands in the place of the order service, its journal included.
        Journal journal = service.getBean(AwsEngines.class).journalOf("orders");
        published.forEach(commit -> assertThat(journal.append(commit)).isEqualTo(AppendOutcome.APPENDED));
        JsonNode whole = verification(operator);
        assertThat(whole.get("findings")).isEmpty();
        assertThat(whole.get("sound").asBoolean()).isTrue();
        assertThat(whole.get("journalCommits").asLong()).isEqualTo(published.size());
        assertThat(whole.get("records").asLong()).isEqualTo(published.size());
        assertThat(whole.get("streamRecords").asLong()).isEqualTo(published.size());

        S3Client s3 = service.getBean(S3Client.class);
        String key = status(operator).get("shards").get(0).get("lastObject").asString();
        var stored = s3.getObjectAsBytes(get -> get.bucket(prefix + "archive").key(key));
        byte[] content = stored.asByteArray();
        content[content.length / 2] ^= 0x10;
        put(s3, key, content, stored.response().metadata());
        JsonNode altered = verification(operator);
        assertThat(altered.get("sound").asBoolean()).isFalse();
        assertThat(altered.get("findings").valueStream())
                .anySatisfy(finding ->
                        assertThat(finding.path("object").asString("")).isEqualTo(key));
        put(s3, key, stored.asByteArray(), stored.response().metadata());
        assertThat(verification(operator).get("sound").asBoolean()).isTrue();
    }

    private void put(S3Client s3, String key, byte[] content, Map<String, String> metadata) {
        s3.putObject(put -> put.bucket(prefix + "archive").key(key).metadata(metadata), RequestBody.fromBytes(content));
    }

    private static JsonNode verification(ApiClient operator) {
        String location =
                operator.post("/v1/archive/verifications", null).expecting(202).header("Location");
        Await.until(
                GENEROUS,
                () -> operator.get(location)
                        .expecting(200)
                        .json()
                        .get("status")
                        .asString()
                        .equals("COMPLETED"));
        return operator.get(location).expecting(200).json().get("proof");
    }

    private static void awaitRecords(ApiClient operator, long records) {
        Await.until(GENEROUS, () -> status(operator).get("records").asLong() >= records);
        assertThat(status(operator).get("records").asLong()).isEqualTo(records);
    }

    private static JsonNode status(ApiClient operator) {
        return operator.get("/v1/archive/status").expecting(200).json();
    }

    /** What the objects hold, read from first to last, is what was counted, and no record is in two of them. */
    private static void assertEveryRecordOnce(ConfigurableApplicationContext service, JsonNode status) {
        List<String> places = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        ArchiveReader archive = service.getBean("archiveReader", ArchiveReader.class);
        archive.keys(keys::add);
        keys.forEach(key -> archive.read(key, (ArchivedRecord record) -> places.add(record.place())));
        assertThat(keys).hasSize(status.get("objects").asInt());
        assertThat(places).hasSize(status.get("records").asInt()).doesNotHaveDuplicates();
    }

    private static Health health(ConfigurableApplicationContext service) {
        return service.getBean("archiveHealthIndicator", HealthIndicator.class).health();
    }

    private static void put(ConfigurableApplicationContext service, StoredCommit commit) {
        assertThat(service.getBean(CommitStream.class).put(List.of(commit))).containsExactly(true);
    }

    private static ApiClient client(ConfigurableApplicationContext service) {
        return new ApiClient(
                ((WebServerApplicationContext) service).getWebServer().getPort(), ISSUER.operator());
    }

    private ConfigurableApplicationContext start() {
        Map<String, String> properties = new HashMap<>(EngineProperties.under(prefix));
        properties.put("server.port", "0");
        properties.put("orderflow.archive.bucket", prefix + "archive");
        properties.put("orderflow.archive.flush-after", "500ms");
        ISSUER.configure((name, value) -> properties.put(name, value.get().toString()));
        return SpringApplication.run(
                new Class<?>[] {EventStoreServiceApplication.class, EngineConnection.class},
                EngineProperties.arguments(properties));
    }
}
