package dev.orderflow.eventstore.architecture.bad.slot;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Deliberately wrong: proves that the rule for this package can fail. */
record KnowsAnEngine(DynamoDbClient engine) {}
