package dev.orderflow.launcher.bench;

import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Footprint;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.record.ArchiveContents;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.Journals;
import dev.orderflow.launcher.record.OrderRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * One run on a suite that was just started: the first order, a round to warm up, then rounds of orders and of bare loops
 * in turn, one more round whose writes are counted, a kill, a service that catches up, a rebuild, and the archive.
 */
public final class Bench {
    /** Orders and bare loops take turns, so that a busy machine slows both. */
    public static final int ROUNDS = 4;

    /** Fourteen letters a second, a new SES account's rate, would be all that is seen of a service that catches up. */
    public static final Map<String, String> SETTINGS = Map.of("ORDERFLOW_NOTIFICATIONS_MAIL_PERSECOND", "10000");

    /** The archive is the slowest to follow: it waits up to five seconds for others to share an object with. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Suite suite;
    private final Progress progress;

    public Bench(Suite suite, Progress progress) {
        this.suite = suite;
        this.progress = progress;
    }

    /**
     * @param orders in all measured rounds together
     * @param began when the command did, by {@link System#nanoTime}
     */
    public BenchReport run(Machine machine, int orders, long began) {
        List<Footprint> start = suite.footprints();
        // The services' own HTTP client: the default one keeps too few connections for eight threads.
        try (SdkHttpClient http = ApacheHttpClient.builder()
                        .maxConnections(4 * Workers.AT_ONCE)
                        .build();
                Engines engines = Engines.of(suite.layout(), http)) {
            Api api = new Api(suite.layout().url(Service.EDGE));
            Shop shop = new Shop(api);
            Journals journals = new Journals(engines.dynamo());
            Load load = new Load(shop, journals, progress);

            progress.heading("The first order, and a round to warm up");
            long ready = System.nanoTime();
            shop.open();
            Shop.Placed first = shop.placeFirst();
            Duration readyToAccepted = Duration.ofNanos(System.nanoTime() - ready);
            OrderRecord firstEnded = load.ended(first.orderId());
            List<FirstRecord> firstRecords = new ArrayList<>(FirstRecord.afterStart(suite, api));
            BareLoops bare = BareLoops.like(first.orderId(), engines);
            load.round("warming up", Math.max(1, orders / ROUNDS));
            bare.puts();
            bare.putsAndRecords();

            progress.heading(ROUNDS + " rounds of orders, each followed by the bare loops");
            List<LoadRound> loads = new ArrayList<>();
            List<Comparison> comparisons = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                LoadRound measured = load.round("round " + round, share(orders, round));
                loads.add(measured);
                comparisons.add(Comparison.of(measured, bare.puts(), bare.putsAndRecords()));
            }

            progress.heading("One more round, counting what it writes");
            Cost cost = count(engines, load, Math.max(1, orders / ROUNDS));
            List<BenchReport.Process> processes = BenchReport.Process.of(start, suite.footprints());

            progress.heading("kill -9 of the order service in the middle of orders");
            firstRecords.add(FirstRecord.afterKill(suite, api, shop, load));

            progress.heading("Orders while the notification service is stopped, and its way back");
            CatchUp catchUp = CatchUp.of(suite, api, load, journals, Math.max(1, orders / 2));
            progress.heading("Rebuilding the largest read model");
            RebuildTime rebuild = RebuildTime.of(api, progress);

            AwsEngines store = StoreOfTheBench.on(engines);
            progress.heading("Replaying the archive, and a bare loop in turn");
            Replay replay = Replay.of(store.archiveObjects(ArchiveContents.BUCKET));
            progress.heading("Writing and loading streams of 10, 1,000 and 100,000 events");
            List<StreamLoad> streamLoads = StreamLoad.all(store);
            return new BenchReport(
                    machine,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                    Workers.AT_ONCE,
                    Shop.LINES,
                    new BenchReport.FirstOrder(
                            readyToAccepted.toMillis(),
                            firstEnded.acceptToEnd().orElse(Duration.ZERO).toMillis()),
                    bare.commitBytes(),
                    Speed.of(loads, comparisons),
                    cost,
                    processes,
                    firstRecords,
                    catchUp,
                    rebuild,
                    replay,
                    streamLoads);
        }
    }

    /** All rounds together have that many orders; the first ones take what does not divide. */
    static int share(int orders, int round) {
        return orders / ROUNDS + (round <= orders % ROUNDS ? 1 : 0);
    }

    private static Cost count(Engines engines, Load load, int orders) {
        List<String> tables = engines.dynamo().listTablesPaginator().tableNames().stream()
                .filter(table -> !table.equals(BareLoops.TABLE))
                .toList();
        TableChanges changes = TableChanges.follow(engines, tables);
        // What earlier rounds left to do is not these orders' cost.
        awaitQuiet(changes);
        changes.forget();
        long began = System.nanoTime();
        load.round("counting", orders);
        awaitQuiet(changes);
        return Cost.of(changes.written(), orders, Shop.LINES, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void awaitQuiet(TableChanges changes) {
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < QUIET.toNanos()) {
            if (changes.read() > 0) {
                quietSince = System.nanoTime();
            }
            Pause.of(LOOK_EVERY);
        }
    }
}
