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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is parked, of all services: {@code orderflow.consumer.parked} and {@code .parked.age} (of the oldest) by
 * application and kind, and {@code orderflow.consumer.parked.alarm}, which is zero while nobody has to do anything.
 */
final class ParkedStreamsAlarm {
    private static final String NAME = "orderflow.consumer.parked";

    private static final Logger log = LoggerFactory.getLogger(ParkedStreamsAlarm.class);

    private final ParkedStreams parked;
    private final Duration gapsCallAfter;
    private final InstantSource clock;
    private final MultiGauge counts;
    private final MultiGauge ages;
    private volatile List<ParkedStream> calling = List.of();

    ParkedStreamsAlarm(ParkedStreams parked, Duration gapsCallAfter, MeterRegistry registry, InstantSource clock) {
        this.parked = parked;
        this.gapsCallAfter = gapsCallAfter;
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
        ParkedCensus census = ParkedCensus.take(parked, now, gapsCallAfter);
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
}
