package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.infra.engine.DynamoDbLocalEngine;
import dev.orderflow.infra.engine.MiniStackEngine;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Restore;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.record.ArchiveContents;
import dev.orderflow.launcher.record.CommitKey;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.Journals;
import dev.orderflow.launcher.record.StreamContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * One engine lost its data while another kept it: the next start says so and goes on, with nothing lost. Only where the
 * journals are gone it does not start; a restore then brings every table back.
 */
class LostEngineE2E {
    private static final int PORT_BASE = 29080;

    /** Longer than what is under way takes to its next write: a look reads 32 tables and pauses. */
    private static final int EQUAL_LOOKS = 10;

    @Test
    void what_an_engine_lost_is_made_again_from_the_journals_and_nothing_else_pretends_to_be_them() {
        RunningSuite first = RunningSuite.fresh("lost-engine", PORT_BASE);
        Layout layout = first.suite().layout();
        Path miniStack = layout.folders().data().resolve(MiniStackEngine.NAME);
        first.offer("BEFORE", 500, 10);
        String order = completed(first, "key-1");
        awaitEqualRecords(first);
        first.suite().close();

        lose(miniStack);
        Start everything = start(layout);
        try (Suite suite = everything.suite()) {
            assertThat(everything.said()).contains("has lost the archive");
            RunningSuite second = new RunningSuite(suite);
            second.eventually(
                    "the warning",
                    () -> log(suite, Service.ORDER),
                    log -> assertThat(log).contains("lost records"));
            assertThat(second.ended("zoe", order).required("status").asString()).isEqualTo("COMPLETED");
            completed(second, "key-2");
            awaitStock(second, 8);
            awaitEqualRecords(second);
        }

        lose(miniStack.resolve("s3"));
        TableDump tables;
        Start archive = start(layout);
        try (Suite suite = archive.suite()) {
            assertThat(archive.said()).contains("has lost the archive");
            RunningSuite third = new RunningSuite(suite);
            completed(third, "key-3");
            awaitStock(third, 7);
            awaitEqualRecords(third);
            third.eventually(
                    "the first order's history",
                    () -> third.api()
                            .get("/v1/streams/order-" + order + "/events", third.operator())
                            .body(),
                    events -> assertThat(events.path("items")).hasSize(7));
            assertThat(log(suite, Service.EVENT_STORE)).doesNotContain("DAMAGED");
            tables = tablesAtRest(third);
            assertThat(tables.itemsOf().get("event-store-audit-violations")).isEmpty();
        }

        lose(layout.folders().data().resolve(DynamoDbLocalEngine.NAME));
        assertThatThrownBy(() -> start(layout))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("the journals")
                .hasMessageContaining("./orderflow restore")
                .hasMessageContaining("--fresh");
        assertThat(Suite.isRunning(layout)).isFalse();

        try (Suite suite = new Suite(layout, Progress.standard());
                Engines engines = Engines.of(layout)) {
            new Restore(suite, Progress.standard()).tables();
            // The auditor makes its notes again by itself, from the archive, once it runs.
            assertThat(tables.differences(TableDump.of(engines))).allMatch(table -> table.contains("-audit-"));
            suite.startServices();
            RunningSuite fourth = new RunningSuite(suite);
            fourth.eventually(
                    "all tables as before",
                    () -> TableDump.of(engines),
                    now -> assertThat(tables.differences(now)).isEmpty());
            assertThat(fourth.ended("zoe", order).required("status").asString()).isEqualTo("COMPLETED");
            completed(fourth, "key-4");
            awaitStock(fourth, 6);
            awaitEqualRecords(fourth);
        }
    }

    /** When all that was archived is audited, and several looks in a row find nothing changed. */
    private static TableDump tablesAtRest(RunningSuite suite) {
        suite.eventually(
                "the auditor at the archive's end",
                () -> suite.api().get("/v1/audit", suite.operator()).body(),
                audit -> assertThat(audit.path("upToDate").asBoolean()).isTrue());
        Deque<TableDump> looks = new ArrayDeque<>();
        try (Engines engines = Engines.of(suite.suite().layout())) {
            return suite.eventually("tables that do not change", () -> TableDump.of(engines), now -> {
                looks.removeIf(before -> !before.equals(now));
                looks.add(now);
                assertThat(looks).hasSizeGreaterThan(EQUAL_LOOKS);
            });
        }
    }

    private static void lose(Path folder) {
        assertThat(folder).exists();
        Deletion.deleteTree(folder);
    }

    private record Start(Suite suite, String said) {}

    private static Start start(Layout layout) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Suite suite =
                new Suite(layout, new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), false)).start();
        return new Start(suite, said.toString(StandardCharsets.UTF_8));
    }

    private static String completed(RunningSuite suite, String key) {
        String orderId = suite.place("zoe", key, "tok_approve", Map.of("BEFORE", 1))
                .expected()
                .required("orderId")
                .asString();
        assertThat(suite.ended("zoe", orderId).required("status").asString()).isEqualTo("COMPLETED");
        return orderId;
    }

    private static void awaitStock(RunningSuite suite, int onHand) {
        suite.eventually(
                "the stock of all orders",
                () -> suite.api().get("/v1/stock/BEFORE", suite.operator()).body(),
                stock -> assertThat(stock.path("onHand").asInt()).isEqualTo(onHand));
    }

    /** Journals, stream and archive hold the very same commits. */
    private static void awaitEqualRecords(RunningSuite suite) {
        try (Engines engines = Engines.of(suite.suite().layout())) {
            suite.eventually("journals, stream and archive to be equal", () -> journals(engines), journals -> {
                assertThat(new StreamContents(engines.kinesis(), Engines.STREAM).commits())
                        .isEqualTo(journals);
                assertThat(new ArchiveContents(engines.s3()).commits()).isEqualTo(journals);
            });
        }
    }

    private static Set<CommitKey> journals(Engines engines) {
        Set<CommitKey> commits = new HashSet<>();
        new Journals(engines.dynamo())
                .read(commit -> commits.add(new CommitKey(commit.streamId(), commit.firstVersion())));
        return commits;
    }

    private static String log(Suite suite, Service service) {
        try {
            return Files.readString(suite.process(service).log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
