package dev.orderflow.eventstore.service.canary.application;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Bad on purpose: a rule of the architecture must notice it. */
final class KnowsTheEngine {
    DynamoDbClient engine;
}
