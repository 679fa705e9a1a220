package dev.orderflow.eventstore.decision;

/** The state of a stream and the version it was folded to; version 0 is a stream without events. */
public record Folded<S>(S state, long version) {}
