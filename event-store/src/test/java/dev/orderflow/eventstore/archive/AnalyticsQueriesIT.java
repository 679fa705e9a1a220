package dev.orderflow.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.EventTypes;
import dev.orderflow.infra.engine.AnalyticsEngine;
import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The saved queries of the analytics stack, run over objects that the archiver wrote, and compared with what the commits
 * themselves say. The engine is not Athena: see {@link AnalyticsEngine}.
 */
class AnalyticsQueriesIT {
    private static final ProjectFolders FOLDERS = ProjectFolders.find();
    private static final Path STACK = FOLDERS.root().resolve("infra/cloudformation/analytics");
    private static final String FROM = "2026-01-01";
    private static final String TO = "2026-01-31";
    private static final CommitCodec CODEC = CommitCodec.standard();
    private static final ArchivedStory STORY = ArchivedStory.ofTwoDays();

    @TempDir
    private static Path bucket;

    private static AnalyticsEngine engine;

    /** An event with its place. */
    private record Happened(Commit commit, long version, DomainEvent event) {
        Instant at() {
            return commit.metadata().recordedAt();
        }

        String day() {
            return at().toString().substring(0, 10);
        }
    }

    @BeforeAll
    static void archive() {
        STORY.writeTo(bucket);
        engine = AnalyticsEngine.ensure(FOLDERS);
    }

    @Test
    void orders_are_counted_by_day_and_outcome() {
        Map<String, Integer> expected = new TreeMap<>();
        placed().forEach(placed -> expected.merge(placed.day() + "," + outcome(placed), 1, Integer::sum));

        assertThat(expected).hasSize(5);
        assertThat(run("orders-by-outcome-per-day", FROM, TO))
                .isEqualTo(expected.entrySet().stream()
                        .map(each -> each.getKey() + "," + each.getValue())
                        .toList());
    }

    @Test
    void a_day_is_asked_by_itself() {
        assertThat(run("orders-by-outcome-per-day", "2026-01-05", "2026-01-05"))
                .containsExactly("2026-01-05,UNDER WAY,1");
    }

    @Test
    void an_order_s_history_is_that_of_all_journals_in_order() {
        List<String> expected = happened().stream()
                .filter(each ->
                        CODEC.data(each.event()).path("orderId").asString("").equals("o-gone"))
                .sorted(Comparator.comparing(Happened::at)
                        .thenComparing(each -> each.commit().streamId())
                        .thenComparing(Happened::version))
                .map(each -> String.join(
                        ",",
                        second(each.at()),
                        each.commit().streamId().toString(),
                        Long.toString(each.version()),
                        EventTypes.nameOf(each.event()),
                        CODEC.data(each.event()).toString()))
                .toList();

        assertThat(expected).hasSize(5);
        assertThat(run("order-history", FROM, TO, "o-gone")).isEqualTo(expected);
    }

    @Test
    void revenue_is_that_of_completed_orders_alone() {
        Map<String, long[]> bySku = new TreeMap<>();
        for (Happened placed : placed()) {
            if (outcome(placed).equals("COMPLETED")) {
                for (OrderLine line : ((OrderPlaced) placed.event()).lines()) {
                    long[] sums = bySku.computeIfAbsent(line.sku(), sku -> new long[2]);
                    sums[0] += line.quantity();
                    sums[1] += line.quantity() * line.unitPrice().amount();
                }
            }
        }
        List<String> expected = bySku.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> each) -> -each.getValue()[1])
                        .thenComparing(Map.Entry::getKey))
                .map(each -> each.getKey() + ",GBP," + each.getValue()[0] + "," + each.getValue()[1])
                .toList();

        assertThat(expected).hasSize(2);
        assertThat(run("revenue-by-sku", FROM, TO)).isEqualTo(expected);
    }

    /** Approximate in Athena: compared within the span of what there is. */
    @Test
    void times_to_the_end_lie_where_the_journals_have_them() {
        Map<String, List<Long>> expected = new TreeMap<>();
        for (Happened placed : placed()) {
            ending(placed)
                    .ifPresent(end -> expected.computeIfAbsent(outcome(placed), none -> new ArrayList<>())
                            .add(Duration.between(placed.at(), end.at()).toMillis()));
        }

        List<String> rows = run("accept-to-end-percentiles", FROM, TO);

        assertThat(rows).hasSize(expected.size());
        for (String row : rows) {
            String[] cells = row.split(",");
            List<Long> times = expected.get(cells[0]);
            assertThat(times).as(row).isNotNull().hasSize(Integer.parseInt(cells[1]));
            for (int percentile = 2; percentile < 5; percentile++) {
                assertThat(Double.parseDouble(cells[percentile]))
                        .as(row)
                        .isBetween(
                                (double) times.stream()
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow(),
                                (double) times.stream()
                                        .max(Comparator.naturalOrder())
                                        .orElseThrow());
            }
        }
        assertThat(rows).contains("CANCELLED,1,4000,4000,4000");
    }

    @Test
    void refunds_say_to_whom_and_why() {
        assertThat(run("refunds", FROM, TO)).containsExactly("2026-01-06 09:00:33,o-gone,17850,97,GBP,order");
    }

    @Test
    void a_missing_version_is_named_and_a_repeated_record_is_none() {
        assertThat(run("gaps-in-versions", FROM, TO)).containsExactly("product-10001,2,3");
    }

    @Test
    void stock_at_a_moment_is_the_fold_of_the_warehouse_until_then() {
        for (Instant moment : List.of(
                ArchivedStory.FIRST_DAY.plusSeconds(5),
                ArchivedStory.FIRST_DAY.plusSeconds(600),
                ArchivedStory.SECOND_DAY.plusSeconds(22),
                ArchivedStory.SECOND_DAY.plusSeconds(600))) {
            assertThat(run("stock-at-a-moment", FROM, TO, moment.toString()))
                    .as("%s", moment)
                    .isEqualTo(stockAt(moment));
        }
    }

    @Test
    void events_are_counted_by_day_and_type() {
        Map<String, Integer> expected = new TreeMap<>();
        happened().forEach(each -> expected.merge(each.day() + "," + EventTypes.nameOf(each.event()), 1, Integer::sum));

        assertThat(run("events-by-type", FROM, TO))
                .isEqualTo(expected.entrySet().stream()
                        .map(each -> each.getKey() + "," + each.getValue())
                        .toList());
    }

    @Test
    void what_is_no_commit_is_found_with_its_bytes() {
        assertThat(run("records-without-commit", FROM, TO))
                .singleElement()
                .asString()
                .startsWith("2026-01-06T09:01:30Z,shardId-000000000000,")
                .endsWith(",somebody," + Base64.getEncoder().encodeToString(ArchivedStory.POISON));
    }

    /** Every file is a saved query of its name, word for word, and there is no other; each is run above. */
    @Test
    void the_template_saves_these_queries_and_no_others() throws IOException {
        String template = Files.readString(STACK.resolve("template.yaml"));
        List<String> saved = new ArrayList<>();
        Matcher names = Pattern.compile("Type: AWS::Athena::NamedQuery\\n    Properties:\\n      Name: (\\S+)")
                .matcher(template);
        while (names.find()) {
            saved.add(names.group(1));
        }
        List<String> files = new ArrayList<>();
        try (Stream<Path> queries = Files.list(STACK.resolve("queries"))) {
            for (Path query : queries.sorted().toList()) {
                String name = query.getFileName().toString().replace(".sql", "");
                files.add(name);
                String indented = Files.readString(query).stripTrailing().indent(8);
                assertThat(template)
                        .as("%s: its QueryString is this file, indented by eight", name)
                        .contains("      QueryString: |\n" + indented + "\n");
            }
        }
        assertThat(saved).containsExactlyInAnyOrderElementsOf(files);
        assertThat(RUN_HERE).containsExactlyInAnyOrderElementsOf(files);
    }

    /** The check can fail: SQL that Athena would refuse, and objects where no partition is. */
    @Test
    void what_is_no_query_and_what_no_query_would_see_are_refused(@TempDir Path other) throws IOException {
        Path wrong = Files.writeString(other.resolve("wrong.sql"), "SELECT count(* FROM archive");
        assertThatThrownBy(() -> engine.run(bucket, location(), wrong, List.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("wrong.sql failed");

        Path misplaced = Files.createDirectories(other.resolve("bucket/archive/2026-01-05"));
        Files.write(misplaced.resolve("x.jsonl.gz"), new byte[] {1});
        Path query = STACK.resolve("queries/refunds.sql");
        assertThatThrownBy(() -> engine.run(other.resolve("bucket"), location(), query, List.of(FROM, TO)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is in no partition");
    }

    private static final List<String> RUN_HERE = List.of(
            "orders-by-outcome-per-day",
            "order-history",
            "revenue-by-sku",
            "accept-to-end-percentiles",
            "refunds",
            "gaps-in-versions",
            "stock-at-a-moment",
            "events-by-type",
            "records-without-commit");

    /** As the template's table has it, so that a table elsewhere than the archiver writes would find nothing. */
    private static String location() {
        try {
            Matcher location = Pattern.compile(
                            "storage\\.location\\.template: !Sub \"s3://\\$\\{ArchiveBucketName}/(\\S+)\"")
                    .matcher(Files.readString(STACK.resolve("template.yaml")));
            assertThat(location.find()).isTrue();
            return location.group(1).replace("${!", "${");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Rows as lines, cells apart by commas. */
    private static List<String> run(String query, String... parameters) {
        String answer = engine.run(bucket, location(), STACK.resolve("queries/" + query + ".sql"), List.of(parameters));
        List<String> rows = new ArrayList<>();
        for (JsonNode row : new JsonMapper().readTree(answer).required("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? "null" : cell.asString()));
            rows.add(String.join(",", cells));
        }
        return rows;
    }

    private static List<Happened> happened() {
        List<Happened> all = new ArrayList<>();
        for (Commit commit : STORY.commits()) {
            long version = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                all.add(new Happened(commit, version++, event));
            }
        }
        return all;
    }

    private static List<Happened> placed() {
        return happened().stream()
                .filter(each -> each.event() instanceof OrderPlaced)
                .toList();
    }

    private static java.util.Optional<Happened> ending(Happened placed) {
        return happened().stream()
                .filter(each -> each.commit().streamId().equals(placed.commit().streamId()))
                .filter(each -> each.event() instanceof OrderCompleted
                        || each.event() instanceof OrderRejected
                        || each.event() instanceof OrderCancelled)
                .findFirst();
    }

    private static String outcome(Happened placed) {
        return ending(placed)
                .map(end -> switch (end.event()) {
                    case OrderRejected rejected -> "REJECTED " + rejected.reason();
                    case OrderCancelled _ -> "CANCELLED";
                    default -> "COMPLETED";
                })
                .orElse("UNDER WAY");
    }

    private static List<String> stockAt(Instant moment) {
        Map<String, long[]> stock = new TreeMap<>();
        for (Happened each : happened()) {
            if (each.at().isAfter(moment) || !(each.event() instanceof WarehouseEvent event)) {
                continue;
            }
            switch (event) {
                case WarehouseEvent.StockReceived received -> move(stock, received.lines(), 1, 0);
                case WarehouseEvent.StockReserved reserved -> move(stock, reserved.lines(), 0, 1);
                case WarehouseEvent.StockReleased released -> move(stock, released.lines(), 0, -1);
                case WarehouseEvent.ShipmentDispatched gone -> move(stock, gone.lines(), -1, -1);
                case WarehouseEvent.StockAdjusted adjusted ->
                    move(stock, List.of(new SkuQuantity(adjusted.sku(), adjusted.delta())), 1, 0);
                case WarehouseEvent.StockReservationRefused _, WarehouseEvent.ShipmentFailed _ -> {}
            }
        }
        return stock.entrySet().stream()
                .map(each -> each.getKey() + "," + each.getValue()[0] + "," + each.getValue()[1])
                .toList();
    }

    private static void move(Map<String, long[]> stock, List<SkuQuantity> lines, int onHand, int reserved) {
        for (SkuQuantity line : lines) {
            long[] of = stock.computeIfAbsent(line.sku(), sku -> new long[2]);
            of[0] += (long) onHand * line.quantity();
            of[1] += (long) reserved * line.quantity();
        }
    }

    private static String second(Instant at) {
        return at.toString().substring(0, 19).replace('T', ' ');
    }
}
