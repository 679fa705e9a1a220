package dev.orderflow.eventstore.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's time, moved forward by what a file says that all services of a local stack share: so they move together,
 * and a service that starts later starts there. It never goes back, whatever the file says later: commits are stamped in
 * rising order.
 */
final class AdjustableClock implements InstantSource {
    /** Soon enough for whoever waits at a terminal; and time is asked for far more often than a file should be read. */
    private static final Duration READ_EVERY = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(AdjustableClock.class);

    private final InstantSource machine;
    private final Path file;
    private Duration offset = Duration.ZERO;
    private Instant readAt;

    /** @throws RuntimeException where the file is there and cannot be read: a service must not start at another time */
    AdjustableClock(InstantSource machine, Path file) {
        this.machine = machine;
        this.file = file;
        this.readAt = machine.instant();
        follow(read());
    }

    @Override
    public synchronized Instant instant() {
        Instant now = machine.instant();
        if (!now.isBefore(readAt.plus(READ_EVERY)) || now.isBefore(readAt)) {
            readAt = now;
            try {
                follow(read());
            } catch (UncheckedIOException | DateTimeException e) {
                log.warn(
                        "Cannot read from {} how far the clock was moved; it stays where it is: {}",
                        file,
                        e.toString());
            }
        }
        return now.plus(offset);
    }

    private void follow(Duration wanted) {
        int order = wanted.compareTo(offset);
        if (order > 0) {
            log.warn("The clock is moved forward by {} ({})", wanted, file);
            offset = wanted;
        } else if (order < 0) {
            log.warn("The clock stays moved forward by {}: it cannot go back to {} ({})", offset, wanted, file);
        }
    }

    private Duration read() {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
