package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Instance;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does to the suite what the seed says, in two lanes: what happens to first instances, and what happens to second ones and
 * to the stream. So two things may happen at once, and never two to the same process.
 */
final class Faults {
    private static final int MOST_SECONDS_BETWEEN = 6;

    /** A kill and a pause, on a machine however slow. */
    private static final int LEAST_STEPS = 2;

    /** Long enough for a joining instance to get its share, and to do something with it. */
    private static final Duration STAY = Duration.ofSeconds(20);

    private final Suite suite;
    private final Shards shards;
    private final Recoveries recoveries;
    private final Signals signals;
    private final TortureSettings settings;
    private final Progress progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final long began = System.nanoTime();

    final AtomicInteger kills = new AtomicInteger();
    final AtomicInteger pauses = new AtomicInteger();
    final AtomicInteger joins = new AtomicInteger();
    final AtomicInteger splits = new AtomicInteger();
    final AtomicInteger merges = new AtomicInteger();

    Faults(
            Suite suite,
            Shards shards,
            Recoveries recoveries,
            Signals signals,
            TortureSettings settings,
            Progress progress) {
        this.suite = suite;
        this.shards = shards;
        this.recoveries = recoveries;
        this.signals = signals;
        this.settings = settings;
        this.progress = progress;
    }

    /** No new fault begins; one that is under way is ended, so that everything runs when the lanes return. */
    void end() {
        over.countDown();
    }

    /** One service after the other is killed or stopped, each of them before any a second time. */
    void firstInstances() {
        Random random = new Random(settings.seed());
        List<Service> deck = new ArrayList<>();
        boolean kill = true;
        for (int step = 0; step < LEAST_STEPS || !isOver(); step++) {
            if (deck.isEmpty()) {
                deck.addAll(List.of(Service.values()));
                Collections.shuffle(deck, random);
                // A service that holds leases comes first, so that the shortest run has both, a kill and a pause.
                deck.sort((one, other) -> Boolean.compare(isEventSourced(one), isEventSourced(other)));
            }
            Service service = deck.removeLast();
            if (kill || !isEventSourced(service)) {
                kill(service);
            } else {
                pause(service);
            }
            kill = !kill;
            waitSome(random);
        }
    }

    private static boolean isEventSourced(Service service) {
        return Service.eventSourced().contains(service);
    }

    private void kill(Service service) {
        say("kill -9 " + service.module());
        long at = System.nanoTime();
        suite.kill(service);
        suite.start(service);
        kills.incrementAndGet();
        Api own = new Api(suite.layout().url(service), Duration.ofSeconds(5));
        recoveries.await(service, own, at);
    }

    private void pause(Service service) {
        long pid = suite.process(service).pid();
        say("STOP " + service.module() + " for " + settings.pause().toSeconds() + " s");
        signals.stop(pid);
        try {
            pauses.incrementAndGet();
            Pause.of(settings.pause());
        } finally {
            signals.goOn(pid);
        }
        say("CONT " + service.module());
    }

    /** A second instance joins and leaves, in order or not; between that, shards are split and merged. */
    void secondInstancesAndShards() {
        Random random = new Random(settings.seed() + 1);
        List<Service> deck = new ArrayList<>();
        boolean inOrder = true;
        do {
            if (deck.isEmpty()) {
                deck.addAll(Service.eventSourced());
                Collections.shuffle(deck, random);
            }
            reshard(random);
            Service service = deck.removeLast();
            joinAndLeave(service, inOrder);
            inOrder = !inOrder;
            waitSome(random);
        } while (!isOver());
    }

    private void joinAndLeave(Service service, boolean inOrder) {
        say("a second " + service.module() + " joins");
        suite.join(service);
        joins.incrementAndGet();
        Pause.of(STAY);
        if (inOrder) {
            say("the second " + service.module() + " leaves");
            Suite.leave(suite.layout(), service);
        } else {
            say("kill -9 of the second " + service.module());
            suite.process(Instance.second(service)).killHard();
            kills.incrementAndGet();
        }
    }

    private void reshard(Random random) {
        if (random.nextInt(3) < 2 && shards.split()) {
            splits.incrementAndGet();
            say("a shard is split");
        } else if (shards.merge()) {
            merges.incrementAndGet();
            say("two shards are merged");
        }
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    private void waitSome(Random random) {
        try {
            if (over.await(1 + random.nextInt(MOST_SECONDS_BETWEEN), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private void say(String what) {
        progress.line(String.format(
                "  %4d s  %s", Duration.ofNanos(System.nanoTime() - began).toSeconds(), what));
    }
}
