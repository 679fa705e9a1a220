package dev.orderflow.infra.engine;

import java.net.URI;
import java.util.function.Supplier;

/**
 * The engines of a test run: each one is started when it is first asked for, once per JVM, keeps nothing, and ends with
 * the JVM. Tests share them, so each one uses names of its own for tables, streams and buckets.
 *
 * <p>With the system property {@code orderflow.engines=localstack} all of them are {@link LocalStack}. Otherwise a
 * property for each (or environment variable, as {@code ORDERFLOW_TEST_AWS_ENDPOINT}) points the tests at engines that
 * already run instead.
 */
public final class LocalEngines {

    public static final String REGION = "eu-west-1";

    /** Access key and secret key of every local engine. */
    public static final String CREDENTIAL = "test";

    private static final LocalEngines INSTANCE = new LocalEngines();

    private final Once dynamoDb = new Once(
            "orderflow.test.dynamodb.endpoint",
            () -> DynamoDbLocalEngine.startEphemeral().endpoint());

    private final Once dynamoDbWithBackups = new Once(
            "orderflow.test.dynamodb-with-backups.endpoint",
            () -> MiniStackEngine.startEphemeralDynamoDb().endpoint());

    private final Once aws = new Once(
            "orderflow.test.aws.endpoint",
            () -> MiniStackEngine.startEphemeral().endpoint());

    private final Once kinesis = new Once(
            "orderflow.test.kinesis.endpoint",
            () -> KinesisLocalEngine.startEphemeral().endpoint());

    private LocalEngines() {}

    public static LocalEngines forTests() {
        return INSTANCE;
    }

    /** Whether all engines of this run are LocalStack. */
    public static boolean areLocalStack() {
        return TestEngines.ofThisRun().kind() == TestEngines.Kind.LOCALSTACK;
    }

    /** DynamoDB Local, in memory. */
    public URI dynamoDb() {
        return dynamoDb.get();
    }

    /** A DynamoDB that knows keys, backups and tags, which DynamoDB Local does not: MiniStack's. */
    public URI dynamoDbWithBackups() {
        return dynamoDbWithBackups.get();
    }

    /** MiniStack: Kinesis, S3, SQS, SNS, SES, KMS. */
    public URI aws() {
        return aws.get();
    }

    /** kinesis-local, for resharding; ask {@link KinesisLocalEngine#isAvailable()} first. */
    public URI reshardingKinesis() {
        return kinesis.get();
    }

    private static final class Once {

        private final String property;
        private final Supplier<URI> start;
        private URI endpoint = URI.create("");

        Once(String property, Supplier<URI> start) {
            this.property = property;
            this.start = start;
        }

        synchronized URI get() {
            if (endpoint.toString().isEmpty()) {
                endpoint = areLocalStack() ? LocalStack.forTests().endpoint() : givenOrStarted();
            }
            return endpoint;
        }

        private URI givenOrStarted() {
            String given = TestEngines.property(property);
            return given == null || given.isBlank() ? start.get() : URI.create(given);
        }
    }
}
