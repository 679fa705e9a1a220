package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.Publisher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;

/** The backlog of publication and what became of the puts. */
final class PublicationMetrics implements MeterBinder {
    private final Publication publication;
    private final Publisher publisher;
    private final InstantSource clock;

    PublicationMetrics(Publication publication, Publisher publisher, InstantSource clock) {
        this.publication = publication;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("orderflow.publication.waiting", publication, Publication::waiting)
                .description("Commits appended, or being appended, and not yet on the stream")
                .register(registry);
        Gauge.builder("orderflow.publication.oldest", publication, this::secondsOfOldest)
                .description("How long the oldest commit of this instance has waited for the stream")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("orderflow.publication.published", publisher, Publisher::publishedCount)
                .description("Commits put on the stream, repetitions included")
                .register(registry);
        FunctionCounter.builder("orderflow.publication.refused", publisher, Publisher::refusedCount)
                .description("Puts that the stream refused or did not answer; each is made again")
                .register(registry);
    }

    private double secondsOfOldest(Publication of) {
        return PublicationHealthIndicator.ageOfOldest(of, clock.instant()).toMillis() / 1000.0;
    }
}
