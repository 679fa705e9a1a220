package dev.orderflow.eventstore.testing;

import dev.orderflow.events.testing.ExampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class TestClock implements InstantSource {
    private volatile Instant now = ExampleEvents.NOON;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }
}
