/**
 * Installs and runs the real engines that stand in for AWS on one machine: DynamoDB Local, MiniStack, kinesis-local.
 *
 * <p>Read {@link dev.orderflow.infra.engine.LocalEngines} first (what a test needs), then
 * {@link dev.orderflow.infra.engine.Engine} and {@link dev.orderflow.infra.engine.ManagedProcess}. Plain JDK, so that
 * every module can use it in its tests; only {@link dev.orderflow.infra.engine.LocalStack} needs Testcontainers, which
 * all tests have and nothing that is shipped.
 */
@NullMarked
package dev.orderflow.infra.engine;

import org.jspecify.annotations.NullMarked;
