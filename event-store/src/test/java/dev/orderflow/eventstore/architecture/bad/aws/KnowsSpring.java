package dev.orderflow.eventstore.architecture.bad.aws;

import org.springframework.context.ApplicationContext;

/** Deliberately wrong: proves that the rule for this package can fail. */
record KnowsSpring(ApplicationContext context) {}
