package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Footprint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchReportTest {
    private static final BenchReport REPORT = new BenchReport(
            new Machine(2, 24_105, 1.25, "Linux 6.1 amd64", "OpenJDK 25"),
            205,
            8,
            3,
            new BenchReport.FirstOrder(1_500, 2_250),
            690,
            new Speed(
                    400,
                    399,
                    41.26,
                    12.5,
                    new Speed.Percentiles(82.4, 1_430),
                    new Speed.Percentiles(2_100, 5_900),
                    900,
                    310.5,
                    0.0458,
                    0.133,
                    List.of(new Comparison(41.26, 12.5, 900, 310.5))),
            new Cost(
                    100,
                    List.of(new Cost.Table("orders-journal", TableKind.JOURNAL, 4, 4.1, 4)),
                    8.1,
                    8,
                    4,
                    8.1,
                    4,
                    4.02,
                    300),
            BenchReport.Process.of(
                    List.of(
                            new Footprint("ministack", Duration.ofMillis(2_340), 100 * 1024),
                            new Footprint("edge", Duration.ofMillis(9_000), 0)),
                    List.of(
                            new Footprint("ministack", Duration.ofMillis(2_340), 1_500 * 1024),
                            new Footprint("edge", Duration.ofMillis(9_000), 0))),
            List.of(new FirstRecord("order-service", FirstRecord.Situation.KILL, 7.25, 1.5)),
            new CatchUp("notification-service", 200, 1_800, 150, 14.25, 3.6, 500),
            new RebuildTime("orders/order-summaries", 1_616, 1_616, 6_900, 3_200, 2.15, 0.4, 0.6, 17.5, 20.65),
            new Replay(250, 12_345, 6_500_000, 240_000, 300_000, 0.8),
            List.of(new StreamLoad(100_000, 2_000, 21.5, 1_500)));

    @Test
    void people_read_how_fast_history_is_read() {
        assertThat(REPORT.lines())
                .containsSubsequence(
                        "  archive to commits                   240,000 events/s",
                        "  bare gunzip and parse to trees       300,000 events/s",
                        "  replay : bare                        0.80",
                        "       100,000        2,000            21.5 ms               1,500.0 ms");
    }

    @Test
    void people_read_how_fast_a_service_and_a_read_model_are_back() {
        assertThat(REPORT.lines())
                .containsSubsequence(
                        "Catching up: notification-service was stopped while 200 orders were fulfilled, then started",
                        "  came in meanwhile                    1,800 records at 150/s",
                        "  worked off                           in 3.6 s, 500/s",
                        "  level again                          14.3 s after the start of its process",
                        "  catch-up : ingest                    3.3",
                        "Rebuild of the largest read model, orders/order-summaries: 1,616 items",
                        "  archive read and applied             6,900 records at 3,200/s",
                        "  work                                 2.2 s filling, 0.4 s following the stream, 0.6 s comparing",
                        "  fixed waits                          17.5 s until every instance surely knows, at three steps",
                        "  in all                               20.7 s",
                        "  drift                                none: 1,616 of 1,616 items equal to the fold of the journals");
    }

    @Test
    void people_read_it_in_lines() {
        assertThat(REPORT.lines())
                .containsSubsequence(
                        "  machine                              2 processors, 24,105 MB, Linux 6.1 amd64",
                        "  the whole run                        3 min 25 s",
                        "Speed: 400 orders of 3 lines, 8 at a time, in 1 rounds",
                        "  orders accepted                      41.3/s",
                        "  orders completed                     12.5/s (399 of 400)",
                        "  accept, seen by the client           p50 82 ms, p99 1,430 ms",
                        "  accept to end                        p50 2,100 ms, p99 5,900 ms",
                        "  first order, right after the start   accepted 1.5 s after all were ready, ended 2.3 s later",
                        "Against a bare SDK loop on the same engines: items of 690 bytes, 8 at a time",
                        "  round 1         41.3         12.5     900.0         310.5        0.046       0.133",
                        "  median                                900.0         310.5        0.046       0.133",
                        "  all writes of the suite              50/s while orders are fulfilled, 0.06 of the bare puts",
                        "  orders-journal                   journal         4.00     4.10     4.00     8.10",
                        "  an order                                         4.00                       8.10",
                        "  journals against the floor           1.01 of the 8 units that 3 lines take at the least",
                        "  Kinesis                              4.00 records, 4.02 payload units of 25 KB an order",
                        "  leases and marks, without any order  300 write units a minute",
                        "  ministack                           2.3 s     100 MB     1,500 MB",
                        "  edge                                9.0 s          -            -",
                        "  all                                           100 MB     1,500 MB",
                        "  order-service                kill -9         7.3 s                1.5 s");
    }

    @Test
    void programs_read_it_as_one_document() {
        JsonNode document = new JsonMapper().readTree(REPORT.json());

        assertThat(document.required("speed").required("acceptedPerSecond").asDouble())
                .isEqualTo(41.26);
        assertThat(document.required("speed")
                        .required("rounds")
                        .get(0)
                        .required("puts")
                        .asDouble())
                .isEqualTo(900);
        assertThat(document.required("cost")
                        .required("tables")
                        .get(0)
                        .required("kind")
                        .asString())
                .isEqualTo("JOURNAL");
        assertThat(document.required("processes")
                        .get(0)
                        .required("startUpSeconds")
                        .asDouble())
                .isEqualTo(2.34);
        assertThat(document.required("firstOrder").required("acceptToEndMillis").asDouble())
                .isEqualTo(2_250);
    }
}
