package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.publication.Publisher;
import org.springframework.context.SmartLifecycle;

/** Publication starts before the first request can come in, and ends after the last one was answered. */
final class PublisherLifecycle implements SmartLifecycle {
    private final Publisher publisher;
    private volatile boolean running;

    PublisherLifecycle(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void start() {
        publisher.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        publisher.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Far below the web server's and the consumers' phases: lower ones start first and stop last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
