package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.service.application.parked.ParkedCensus;
import dev.orderflow.eventstore.service.application.parked.ParkedCensus.Group;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Counts what is parked, of all services: {@code orderflow.consumer.parked} and {@code .parked.age} (of the oldest) by
 * application and kind, and {@code orderflow.consumer.parked.alarm}, which is zero while nobody has to do anything.
 */
final class ParkedStreamsAlarm implements SmartLifecycle {
    private static final String NAME = "orderflow.consumer.parked";

    private static final Logger log = LoggerFactory.getLogger(ParkedStreamsAlarm.class);

    private final ParkedStreams parked;
    private final ParkedProperties properties;
    private final InstantSource clock;
    private final MultiGauge counts;
    private final MultiGauge ages;
    private volatile List<ParkedStream> calling = List.of();
    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    ParkedStreamsAlarm(ParkedStreams parked, ParkedProperties properties, MeterRegistry registry, InstantSource clock) {
        this.parked = parked;
        this.properties = properties;
        this.clock = clock;
        this.counts = MultiGauge.builder(NAME)
                .description("Streams that a consumer had to park")
                .register(registry);
        this.ages = MultiGauge.builder(NAME + ".age")
                .description("How long the oldest of them has been parked")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(NAME + ".alarm", this, alarm -> alarm.calling.size())
                .description("Parked streams that an operator has to look after")
                .register(registry);
    }

    /** Counts once. */
    void look() {
        Instant now = clock.instant();
        ParkedCensus census = ParkedCensus.take(parked, now, properties.gapsCallAfter());
        counts.register(
                census.groups().entrySet().stream()
                        .map(group -> row(group.getKey(), group.getValue().streams()))
                        .toList(),
                true);
        ages.register(
                census.groups().entrySet().stream()
                        .map(group -> row(
                                group.getKey(),
                                Duration.between(group.getValue().oldest(), now).toSeconds()))
                        .toList(),
                true);
        warnOfNew(census.calling());
    }

    private static MultiGauge.Row<Number> row(Group group, long value) {
        return MultiGauge.Row.of(
                Tags.of("application", group.application(), "kind", group.kind().name()), value);
    }

    private void warnOfNew(List<ParkedStream> now) {
        Set<String> before = calling.stream().map(ParkedStreamsAlarm::name).collect(Collectors.toSet());
        calling = now;
        now.stream()
                .filter(one -> !before.contains(name(one)))
                .forEach(one -> log.warn(
                        "{} has {} parked since {} ({}): see GET /v1/parked-streams",
                        one.application(),
                        one.stream(),
                        one.parking().since(),
                        one.parking().kind()));
    }

    private static String name(ParkedStream one) {
        return one.application() + "~" + one.stream();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopping = new CountDownLatch(1);
            thread = Thread.ofVirtual().name("parked-alarm").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        CountDownLatch end = stopping;
        try {
            while (!end.await(properties.lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (RuntimeException e) {
                    log.warn("Could not count parked streams, counting again: {}", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
