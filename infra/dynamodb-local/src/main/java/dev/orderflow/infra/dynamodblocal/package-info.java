/** Starts DynamoDB Local in a JVM of its own, reachable from this machine only. */
@NullMarked
package dev.orderflow.infra.dynamodblocal;

import org.jspecify.annotations.NullMarked;
