package dev.orderflow.eventstore.spring;

import java.time.InstantSource;

/**
 * The machine's own time, for what has to do with machines: how long a batch takes, how far a record lags behind, how long
 * a stream has been parked. It never moves with the service's clock, which tells business time.
 */
public record MachineClock(InstantSource source) {}
