package dev.orderflow.eventstore.spring;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Meters of consumption: {@code orderflow.consumer.lag} (from the stream to the effect), {@code .commits} by outcome,
 * {@code .retries}, {@code .parkings} by kind, {@code .redrives} by end, {@code .skips}, {@code .unknown.events},
 * {@code .behind} in milliseconds, and {@code .first.record}, from the start of consumption, in seconds.
 */
final class ConsumerMetrics implements ConsumerListener {
    private static final String PREFIX = "orderflow.consumer.";

    private final MeterRegistry registry;
    private final Timer lag;
    private final Counter duplicates;
    private final Counter retries;
    private final Counter unparkings;
    private final AtomicReference<@Nullable ConsumerStatus> status = new AtomicReference<>();

    ConsumerMetrics(@Nullable MeterRegistry given) {
        // An empty composite swallows everything, where a service has no metrics.
        this.registry = given == null ? new CompositeMeterRegistry() : given;
        this.lag = Timer.builder(PREFIX + "lag")
                .description("From a commit's arrival on the stream to its durable effect")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.duplicates = registry.counter(PREFIX + "duplicates");
        this.retries = registry.counter(PREFIX + "retries");
        this.unparkings = registry.counter(PREFIX + "unparkings");
        Gauge.builder(PREFIX + "behind", status, ConsumerMetrics::behindMillis)
                .description("How far the last read was behind the stream's tip")
                .baseUnit("milliseconds")
                .register(registry);
        Gauge.builder(PREFIX + "first.record", status, ConsumerMetrics::firstRecordSeconds)
                .description("From the start of consumption to the first record; not a number before that")
                .baseUnit("seconds")
                .register(registry);
    }

    void show(ConsumerStatus current) {
        status.set(current);
    }

    private static double behindMillis(AtomicReference<@Nullable ConsumerStatus> status) {
        ConsumerStatus current = status.get();
        return current == null ? 0 : current.behind().toMillis();
    }

    private static double firstRecordSeconds(AtomicReference<@Nullable ConsumerStatus> status) {
        ConsumerStatus current = status.get();
        Duration after = current == null ? null : current.firstRecordAfter();
        return after == null ? Double.NaN : after.toMillis() / 1000.0;
    }

    @Override
    public void applied(Commit commit, Duration after) {
        lag.record(after);
    }

    @Override
    public void duplicateDropped(Commit commit) {
        duplicates.increment();
    }

    @Override
    public void unknownSkipped(Commit commit, String wireName) {
        registry.counter(PREFIX + "unknown.events", "type", wireName).increment();
    }

    @Override
    public void retried(StreamId stream, Throwable cause) {
        retries.increment();
    }

    @Override
    public void parked(StreamId stream, Positions.Parking parking) {
        registry.counter(PREFIX + "parkings", "kind", parking.kind().name()).increment();
    }

    @Override
    public void unparked(StreamId stream) {
        unparkings.increment();
    }

    @Override
    public void redriven(StreamId stream, Redrives.End end) {
        registry.counter(PREFIX + "redrives", "end", end.name()).increment();
    }

    @Override
    public void skipped(StreamId stream, Redrives.Skip skip) {
        registry.counter(PREFIX + "skips").increment();
    }
}
