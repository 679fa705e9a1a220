package dev.orderflow.launcher.checker.bad;

import dev.orderflow.events.codec.CommitCodec;

/** Reads commits as the suite does, and would read them wrongly as the suite does. */
public record KnowsTheSuite(CommitCodec codec) {}
