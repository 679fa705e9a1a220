package dev.orderflow.eventstore.consumer;

import java.time.InstantSource;

/**
 * The time by which the stream stamps arrivals: the real one, also where the clock of a suite on a developer's machine
 * was moved forward.
 */
public record StreamClock(InstantSource time) {}
