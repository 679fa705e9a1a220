package dev.orderflow.launcher.bench;

import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchiveObjects.Stored;
import dev.orderflow.eventstore.archive.ArchivedRecords;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast the archive is replayed, compared with a bare loop that unpacks and parses the same objects. Both take turns on
 * one thread and are timed by the processor time of that thread, so that others on the machine count for neither.
 *
 * @param events of all objects
 * @param inflatedBytes of all objects
 * @param eventsPerSecond archive to commits, checksums included; the median of the turns
 * @param bareEventsPerSecond gunzip, lines and a JSON tree each
 * @param ratio the median of the turns' ratios
 */
record Replay(
        int objects,
        long events,
        long inflatedBytes,
        double eventsPerSecond,
        double bareEventsPerSecond,
        double ratio) {
    /** Of the bench's own archive; more of the same would measure the same. */
    private static final int MOST_OBJECTS = 500;

    private static final int WARM_UP = 6;
    private static final int TURNS = 9;
    private static final Duration TURN = Duration.ofMillis(700);
    private static final ObjectReader TREES = new JsonMapper().readerFor(JsonNode.class);

    static Replay of(ArchiveObjects archive) {
        List<String> keys = new ArrayList<>();
        archive.keys(keys::add);
        List<Stored> objects =
                keys.stream().limit(MOST_OBJECTS).map(archive::fetch).toList();
        List<Double> replayed = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < WARM_UP + TURNS; turn++) {
            double ours = perSecond(objects, Replay::replay);
            double theirs = perSecond(objects, Replay::bare);
            if (turn >= WARM_UP) {
                replayed.add(ours);
                bare.add(theirs);
                ratios.add(Figures.ratio(ours, theirs));
            }
        }
        return new Replay(
                objects.size(),
                objects.stream().mapToLong(stored -> stored.object().events()).sum(),
                objects.stream().mapToLong(Replay::inflated).sum(),
                Figures.median(replayed),
                Figures.median(bare),
                Figures.median(ratios));
    }

    /** Each turn goes through whole archives, so that both see the same mixture. */
    private static double perSecond(List<Stored> objects, ToLongFunction<Stored> loop) {
        long began = processorNanos();
        long events = 0;
        long took = 0;
        while (took < TURN.toNanos()) {
            long before = events;
            for (Stored object : objects) {
                events += loop.applyAsLong(object);
            }
            took = processorNanos() - began;
            if (events == before) {
                return 0;
            }
        }
        return Figures.perSecond(events, Duration.ofNanos(took));
    }

    private static long replay(Stored stored) {
        long[] events = {0};
        ArchivedRecords.read(
                stored.object(),
                stored.content(),
                record -> events[0] += record.commit().events().size());
        return events[0];
    }

    private static long bare(Stored stored) {
        long events = 0;
        try (BufferedReader lines = lines(stored)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events += TREES.<JsonNode>readValue(line)
                        .required("commit")
                        .required("events")
                        .size();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    private static long inflated(Stored stored) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored.content()))) {
            return in.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader lines(Stored stored) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(stored.content()), 64 * 1024), StandardCharsets.UTF_8));
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
