package dev.orderflow.launcher;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a suite lives: two suites with other folders and ports do not meet.
 *
 * @param folders the checkout, and the one folder that the suite writes to
 * @param portBase first of nine ports on the loopback interface; second instances take five of the ten after them
 */
public record Layout(ProjectFolders folders, int portBase) {
    private static final int DEFAULT_PORT_BASE = 18080;
    private static final int DYNAMODB = 7;
    private static final int MINISTACK = 8;

    /** The user's suite: {@code .orderflow} in the checkout, ports from {@code ORDERFLOW_PORT_BASE} or 18080. */
    public static Layout ofCheckout() {
        String base = System.getenv().getOrDefault("ORDERFLOW_PORT_BASE", String.valueOf(DEFAULT_PORT_BASE));
        if (!base.matches("[0-9]{4,5}")) {
            throw new SuiteException("ORDERFLOW_PORT_BASE must be a port number: " + base);
        }
        return new Layout(ProjectFolders.find(), Integer.parseInt(base));
    }

    public int port(Service service) {
        return port(Instance.first(service));
    }

    int port(Instance instance) {
        return portBase + instance.portOffset();
    }

    public URI url(Service service) {
        return url(Instance.first(service));
    }

    public URI url(Instance instance) {
        return loopback(port(instance));
    }

    public int dynamoDbPort() {
        return portBase + DYNAMODB;
    }

    public URI dynamoDb() {
        return loopback(dynamoDbPort());
    }

    public int miniStackPort() {
        return portBase + MINISTACK;
    }

    /** Kinesis, S3, SQS, SNS, SES, KMS. */
    public URI miniStack() {
        return loopback(miniStackPort());
    }

    Path jar(Service service) {
        return folders.root().resolve(service.module() + "/target/" + service.jarName());
    }

    /** The service unpacked; shared by all suites of the checkout. */
    Path app(Service service) {
        return folders.root().resolve(".orderflow/apps/" + service.module());
    }

    Path log(Instance instance) {
        return folders.logs().resolve(instance.name() + ".log");
    }

    /** Made where it is missing: a JVM does not make its temporary folder. */
    Path temporary(Instance instance) {
        try {
            return Files.createDirectories(folders.home().resolve("tmp").resolve(instance.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path pidFile(Instance instance) {
        return folders.run().resolve(instance.name() + ".pid");
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
