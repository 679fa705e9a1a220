package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where commits are accepted and do not reach the stream: the thread is gone, or the oldest waits too long. */
final class PublicationHealthIndicator implements HealthIndicator {
    /** Publishing takes milliseconds; half a minute survives a failover of the stream and nothing worse. */
    private static final Duration TOO_LONG = Duration.ofSeconds(30);

    private final Publication publication;
    private final Publisher publisher;
    private final InstantSource clock;

    PublicationHealthIndicator(Publication publication, Publisher publisher, InstantSource clock) {
        this.publication = publication;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Duration oldest = ageOfOldest(publication, clock.instant());
        boolean healthy = publisher.isRunning() && oldest.compareTo(TOO_LONG) < 0;
        return (healthy ? Health.up() : Health.down())
                .withDetail("running", publisher.isRunning())
                .withDetail("waiting", publication.waiting())
                .withDetail("oldestWaitsMillis", oldest.toMillis())
                .build();
    }

    static Duration ageOfOldest(Publication publication, Instant now) {
        return publication
                .oldestWaiting()
                .filter(oldest -> oldest.isBefore(now))
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }
}
