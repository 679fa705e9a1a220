package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.kcl.ConsumerStatus;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus.Phase;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus.ShardStatus;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down where consuming has ended by a bug or where a batch does not get done, as in an outage. Parked streams are shown
 * and change nothing: everything else goes on.
 */
final class ConsumerHealthIndicator implements HealthIndicator {
    /** A batch that takes longer waits for something that is away. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    /** A health answer shows so many at most; the list of all is on the operators' page. */
    private static final int MOST_PARKED = 100;

    private final ConsumerLifecycle lifecycle;
    private final ParkedStreams parked;
    private final String application;
    private final InstantSource clock;

    ConsumerHealthIndicator(
            ConsumerLifecycle lifecycle, ParkedStreams parked, String application, InstantSource clock) {
        this.lifecycle = lifecycle;
        this.parked = parked;
        this.application = application;
        this.clock = clock;
    }

    @Override
    public Health health() {
        ConsumerStatus status = lifecycle.status();
        if (status == null) {
            return Health.outOfService().withDetail("phase", Phase.STOPPED).build();
        }
        Map<String, String> shards = new TreeMap<>();
        boolean stalled = false;
        Instant now = clock.instant();
        for (var shard : status.shards().entrySet()) {
            ShardStatus of = shard.getValue();
            boolean stuck = of.working() && of.calledAt().plus(STALLED).isBefore(now);
            stalled |= stuck;
            shards.put(shard.getKey(), (stuck ? "stalled, " : "") + of.behind().toMillis() + " ms behind");
        }
        return (status.phase() == Phase.FAILED || stalled ? Health.down() : Health.up())
                .withDetail("phase", status.phase())
                .withDetail("shards", shards)
                .withDetail("records", status.records())
                .withDetail("behindMillis", status.behind().toMillis())
                .withDetail("parkedStreams", parkedStreams())
                .build();
    }

    private Object parkedStreams() {
        try {
            return parked.list(MOST_PARKED, null).items().stream()
                    .filter(stream -> stream.application().equals(application))
                    .count();
        } catch (RuntimeException e) {
            return "not known: " + e.getMessage();
        }
    }
}
