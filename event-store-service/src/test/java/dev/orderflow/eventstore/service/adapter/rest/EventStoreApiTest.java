package dev.orderflow.eventstore.service.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Parking;
import dev.orderflow.eventstore.consumer.Positions.QueuedCommit;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.Redrives.Done;
import dev.orderflow.eventstore.consumer.Redrives.End;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.rebuild.Rebuilds;
import dev.orderflow.eventstore.service.EventStoreServiceApplication;
import dev.orderflow.eventstore.service.MemoryArchive;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.ApiClient.Answer;
import dev.orderflow.web.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service over HTTP, on the event store in memory; every answer is held against the OpenAPI document. */
@SpringBootTest(
        classes = {MemoryArchive.class, InMemoryEventStore.class, EventStoreServiceApplication.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EventStoreApiTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final TestCommits commits = TestCommits.ofANewWriter();

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryCommitStream stream;

    @Autowired
    private InMemoryPositions positions;

    @Autowired
    private InMemoryJournal journal;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private ArchiveLedger ledger;

    @Autowired
    private Rebuilds rebuilds;

    private ApiClient operator;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
        registry.add("orderflow.audit.every", () -> "200ms");
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @BeforeEach
    void client() {
        operator = new ApiClient(port, ISSUER.operator());
    }

    @Test
    void an_operator_reads_the_history_of_any_stream_page_by_page() {
        StreamId order = TestCommits.newStream();
        put(commits.commit(
                order,
                1,
                NOON,
                ExampleEvents.placed(order.key(), 1),
                ExampleEvents.placed(order.key(), 2),
                ExampleEvents.placed(order.key(), 3)));
        put(commits.commit(order, 4));
        put(commits.commit(TestCommits.newStream(), 1));

        List<Long> versions = new ArrayList<>();
        String path = "/v1/streams/" + order + "/events?limit=2";
        Answer first = operator.get(path).expecting(200);
        while (path != null) {
            Answer page = operator.get(path).expecting(200);
            assertThat(page.json().get("items").size()).isEqualTo(2);
            page.json()
                    .get("items")
                    .forEach(event -> versions.add(event.get("version").asLong()));
            path = next(page);
        }

        assertThat(versions).containsExactly(1L, 2L, 3L, 4L);
        JsonNode event = first.json().get("items").get(0);
        assertThat(event.get("type").asString()).isEqualTo("order.placed.v1");
        assertThat(event.get("at").asString()).isEqualTo("2026-01-05T12:00:00Z");
        assertThat(event.get("data").get("orderId").asString()).isEqualTo(order.key());
        assertThat(event.get("correlationId").asString()).isEqualTo("request-1");
        assertThat(first.header("Cache-Control")).contains("no-store");
    }

    @Test
    void an_operator_has_the_archive_verified_and_sees_what_was_found() {
        StoredCommit journalled = commits.commit(TestCommits.newStream(), 1);
        StoredCommit forged = commits.commit(TestCommits.newStream(), 1);
        journal.append(journalled);
        put(journalled);
        put(forged);

        Answer asked =
                operator.post("/v1/archive/verifications?stream=true", null).expecting(202);
        String location = asked.header("Location");
        Await.until(Duration.ofSeconds(30), () -> status(location).equals("COMPLETED"));

        JsonNode report = operator.get(location).expecting(200).json();
        JsonNode proof = report.get("proof");
        assertThat(proof.get("sound").asBoolean()).isFalse();
        assertThat(proof.get("findings").valueStream())
                .anySatisfy(finding -> {
                    assertThat(finding.get("kind").asString()).isEqualTo("FOREIGN_COMMIT");
                    assertThat(finding.get("commit").asString())
                            .isEqualTo(forged.commit().toString());
                })
                .noneSatisfy(finding -> assertThat(finding.get("commit").asString())
                        .isEqualTo(journalled.commit().toString()));
        JsonNode last = operator.get("/v1/archive/status").expecting(200).json().get("lastProof");
        assertThat(last.get("sound").asBoolean()).isFalse();
        assertThat(last.get("verificationId").asString())
                .isEqualTo(report.get("verificationId").asString());
    }

    @Test
    void an_operator_sees_what_the_auditor_found_and_up_to_where() {
        StreamId order = TestCommits.newStream();
        put(commits.commit(order, 7));

        Await.until(
                Duration.ofSeconds(30),
                () -> operator.get("/v1/audit")
                        .expecting(200)
                        .json()
                        .get("newestViolations")
                        .valueStream()
                        .anyMatch(
                                violation -> violation.get("stream").asString().equals(order.toString())
                                        && violation.get("rule").asString().equals("NO_GAP")));

        Await.until(
                Duration.ofSeconds(30),
                () -> operator.get("/v1/audit")
                        .expecting(200)
                        .json()
                        .get("upToDate")
                        .asBoolean());
        Await.until(() -> meters.get("orderflow.audit.violations").gauge().value() > 0);
    }

    @Test
    void a_verification_that_nobody_asked_for_is_not_found() {
        operator.get("/v1/archive/verifications/none").problem(404, "not-found");
        operator.post("/v1/archive/verifications?stream=perhaps", null).problem(400, "invalid-request");
    }

    private String status(String verification) {
        return operator.get(verification).expecting(200).json().get("status").asString();
    }

    @Test
    void a_stream_of_which_nothing_came_is_not_found() {
        operator.get("/v1/streams/order-none/events").problem(404, "not-found");
    }

    @Test
    void what_is_no_stream_id_and_what_is_no_page_is_refused() {
        operator.get("/v1/streams/Order/events").problem(400, "invalid-request");
        operator.get("/v1/streams/order-none/events?limit=101").problem(400, "invalid-request");
        operator.get("/v1/streams/order-none/events?cursor=forged").problem(400, "invalid-cursor");
        operator.get("/v1/parked-streams?cursor=forged").problem(400, "invalid-cursor");
    }

    @Test
    void a_cursor_of_another_stream_is_refused() {
        StreamId mine = TestCommits.newStream();
        put(commits.commit(mine, 1));
        put(commits.commit(mine, 2));
        String next =
                next(operator.get("/v1/streams/" + mine + "/events?limit=1").expecting(200));

        operator.get(next.replace(mine.toString(), "order-other")).problem(400, "invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/streams/order-o1/events", "/v1/parked-streams", "/v1/archive/status"})
    void nobody_but_an_operator_may(String path) {
        new ApiClient(port, "").get(path).problem(401, "unauthenticated");
        new ApiClient(port, ISSUER.customer("ada")).get(path).problem(403, "insufficient-scope");
    }

    @Test
    void parked_streams_of_every_service_are_listed_page_by_page() {
        StreamId order = TestCommits.newStream();
        positions.of("inventory").park(order, new Parking(Kind.POISON, "a bug", 3, NOON));
        positions.of("payments").park(order, new Parking(Kind.GAP, "2 is missing", 2, NOON.plusSeconds(1)));
        try {
            Answer first = operator.get("/v1/parked-streams?limit=1").expecting(200);
            Answer second = operator.get(next(first)).expecting(200);

            JsonNode poison = first.json().get("items").get(0);
            assertThat(poison.get("id").asString()).isEqualTo("inventory~" + order);
            assertThat(poison.get("application").asString()).isEqualTo("inventory");
            assertThat(poison.get("streamId").asString()).isEqualTo(order.toString());
            assertThat(poison.get("kind").asString()).isEqualTo("POISON");
            assertThat(poison.get("cause").asString()).isEqualTo("a bug");
            assertThat(poison.get("atVersion").asLong()).isEqualTo(3);
            assertThat(poison.get("since").asString()).isEqualTo("2026-01-05T12:00:00Z");
            assertThat(poison.get("ageSeconds").asLong()).isPositive();
            assertThat(poison.get("alarm").asBoolean()).isTrue();
            assertThat(poison.get("depth").asInt()).isZero();
            assertThat(second.json().get("items").get(0).get("application").asString())
                    .isEqualTo("payments");
            assertThat(next(second)).isNull();
        } finally {
            positions.of("inventory").unpark(order);
            positions.of("payments").unpark(order);
        }
        assertThat(operator.get("/v1/parked-streams")
                        .expecting(200)
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void a_redrive_is_wished_once_and_shown_until_it_is_done_with_and_after() {
        StreamId order = poisoned(3, 5);
        String path = "/v1/parked-streams/inventory~" + order;

        Answer accepted = redrive(order, "").expecting(202);
        Answer again = redrive(order, "{}").expecting(202);

        assertThat(accepted.header("Location")).isEqualTo(path);
        assertThat(accepted.header("Idempotent-Replayed")).isNull();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(accepted.json());
        JsonNode shown = operator.get(path).expecting(200).json();
        assertThat(shown.get("current").get(0).get("depth").asInt()).isEqualTo(3);
        assertThat(shown.get("current").get(0).get("redrive").get("requestedBy").asString())
                .isEqualTo(accepted.json().get("requestedBy").asString());

        Redrives redrives = positions.redrivesOf("inventory");
        redrives.done(
                positions.wished("inventory", order).orElseThrow(),
                new Done(End.PARKED_AGAIN, 2, "a bug", Instant.parse("2026-01-05T12:00:09Z")));
        shown = operator.get(path).expecting(200).json();
        assertThat(shown.get("current").get(0).has("redrive")).isFalse();
        assertThat(shown.get("redrives").get(0).get("outcome").asString()).isEqualTo("PARKED_AGAIN");
    }

    @Test
    void a_stream_that_goes_on_at_this_moment_is_shown_too() {
        StreamId order = poisoned(3, 3);
        redrive(order, "").expecting(202);
        positions.of("inventory").unpark(order);

        JsonNode shown = operator.get("/v1/parked-streams/inventory~" + order)
                .expecting(200)
                .json();

        assertThat(shown.get("parked").asBoolean()).isFalse();
    }

    @Test
    void a_skip_names_the_version_the_stream_is_parked_at_and_a_reason() {
        StreamId order = poisoned(3, 4);

        assertThat(redrive(order, skip(4, "a slip"))
                        .problem(409, "not-the-poisonous-version")
                        .body())
                .contains("parked at version 3");
        redrive(order, "{\"skip\": {\"version\": 3}}").problem(400, "invalid-request");
        redrive(order, "{\"skip\": {\"version\": 3, \"reason\": \"  \"}}").problem(400, "invalid-request");
        assertThat(positions.wished("inventory", order)).isEmpty();

        JsonNode wished = redrive(order, skip(3, "never existed, ticket 17"))
                .expecting(202)
                .json();
        assertThat(wished.get("skip").get("reason").asString()).isEqualTo("never existed, ticket 17");
        redrive(order, "").problem(409, "redrive-under-way");
        redrive(order, skip(3, "another reason")).problem(409, "redrive-under-way");
    }

    @Test
    void what_waits_for_a_missing_commit_is_neither_redriven_nor_skipped() {
        StreamId order = TestCommits.newStream();
        positions.of("inventory").park(order, new Parking(Kind.GAP, "2 is missing", 2, NOON));
        try {
            redrive(order, "").problem(409, "stream-waits-for-missing");
            redrive(order, skip(2, "let it be")).problem(409, "stream-waits-for-missing");
        } finally {
            positions.of("inventory").unpark(order);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inventory~order-nobody", "inventory", "~", "inventory~", "INVENTORY~order-a", "a~order a"})
    void what_is_not_parked_is_not_found(String id) {
        String path = "/v1/parked-streams/" + id.replace(" ", "%20");
        operator.get(path).problem(404, "not-found");
        operator.post(path + "/redrive", "").problem(404, "not-found");
    }

    @Test
    void nobody_but_an_operator_may_redrive() {
        StreamId order = poisoned(3, 4);
        String path = "/v1/parked-streams/inventory~" + order + "/redrive";
        new ApiClient(port, ISSUER.customer("ada")).post(path, "{}").problem(403, "insufficient-scope");
        assertThat(positions.wished("inventory", order)).isEmpty();
    }

    private StreamId poisoned(long first, long last) {
        StreamId order = TestCommits.newStream();
        positions.of("inventory").park(order, new Parking(Kind.POISON, "a bug", first, NOON));
        for (long version = first; version <= last; version++) {
            positions.of("inventory").enqueue(order, new QueuedCommit(version, new byte[] {1}));
        }
        return order;
    }

    private Answer redrive(StreamId order, String body) {
        return operator.post("/v1/parked-streams/inventory~" + order + "/redrive", body);
    }

    private static String skip(long version, String reason) {
        return "{\"skip\": {\"version\": %d, \"reason\": \"%s\"}}".formatted(version, reason);
    }

    @AfterEach
    void freeWhatWasPoisoned() {
        positions
                .list(100, null)
                .items()
                .forEach(parked -> positions.of(parked.application()).unpark(parked.stream()));
    }

    @Test
    void the_archives_status_tells_repeated_commits_from_distinct_ones() {
        JsonNode before = operator.get("/v1/archive/status").expecting(200).json();
        StreamId order = TestCommits.newStream();
        StoredCommit twice =
                commits.commit(order, 1, NOON, ExampleEvents.placed(order.key(), 1), ExampleEvents.placed("o", 2));
        put(twice);
        put(twice);

        JsonNode after = operator.get("/v1/archive/status").expecting(200).json();

        assertThat(grown(before, after, "records")).isEqualTo(2);
        assertThat(grown(before, after, "commits")).isEqualTo(2);
        assertThat(grown(before, after, "distinctCommits")).isEqualTo(1);
        assertThat(grown(before, after, "events")).isEqualTo(4);
        assertThat(grown(before, after, "distinctEvents")).isEqualTo(2);
        assertThat(grown(before, after, "objects")).isEqualTo(2);
        assertThat(after.get("unreadable").asLong()).isZero();
        assertThat(after.get("conflicts").asLong()).isZero();
        OfShard head = ledger.all().getFirst();
        JsonNode shown = after.get("shards").get(0);
        assertThat(shown.get("shardId").asString()).isEqualTo(head.shardId());
        assertThat(shown.get("lastSequenceNumber").asString()).isEqualTo(head.lastSequence());
        assertThat(shown.get("lastObject").asString())
                .isEqualTo(head.lastObject())
                .startsWith("archive/dt=");
    }

    private static long grown(JsonNode before, JsonNode after, String name) {
        return after.get(name).asLong() - before.get(name).asLong();
    }

    @Test
    void an_operator_asks_for_a_rebuild_once_and_watches_it() {
        rebuilds.announce("orders", List.of("order-summaries", "catalogue"));
        String wish = "{\"service\": \"orders\", \"readModel\": \"order-summaries\"}";

        Answer accepted = operator.postOnce("/v1/rebuilds", "rebuild-1", wish).expecting(202);
        Answer again = operator.postOnce("/v1/rebuilds", "rebuild-1", wish).expecting(202);

        assertThat(accepted.json().get("phase").asString()).isEqualTo("REQUESTED");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(accepted.json());
        Answer seen = operator.get(accepted.header("Location")).expecting(200);
        assertThat(seen.json()).isEqualTo(accepted.json());
        assertThat(operator.get("/v1/rebuilds")
                        .expecting(200)
                        .json()
                        .get("items")
                        .get(0))
                .isEqualTo(accepted.json());
        String other = "{\"service\": \"orders\", \"readModel\": \"catalogue\"}";
        operator.postOnce("/v1/rebuilds", "rebuild-1", other).problem(422, "idempotency-key-reused");
        operator.postOnce("/v1/rebuilds", "rebuild-2", wish).problem(409, "conflict");
    }

    @Test
    void a_rebuild_of_what_is_not_known_is_refused_and_says_what_is() {
        rebuilds.announce("payments", List.of("payments"));

        assertThat(operator.postOnce(
                                "/v1/rebuilds",
                                "rebuild-3",
                                "{\"service\": \"payments\", \"readModel\": \"catalogue\"}")
                        .problem(422, "unprocessable")
                        .body())
                .contains("payments has the read models payments");
        operator.postOnce("/v1/rebuilds", "rebuild-4", "{\"service\": \"nobody\", \"readModel\": \"catalogue\"}")
                .problem(422, "unprocessable");
        operator.postOnce("/v1/rebuilds", "rebuild-5", "{\"service\": \"Orders\"}")
                .problem(400, "invalid-request");
        operator.get("/v1/rebuilds/rb-none").problem(404, "not-found");
    }

    private void put(StoredCommit commit) {
        assertThat(stream.put(List.of(commit))).containsExactly(true);
        assertThat(stream.failures()).isEmpty();
    }

    private static String next(Answer page) {
        String link = page.header("Link");
        return link == null ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }
}
