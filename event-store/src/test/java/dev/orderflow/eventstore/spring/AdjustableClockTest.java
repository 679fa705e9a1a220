package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.AwsProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AdjustableClockTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file;
    private Instant machine = NOON;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("clock");
    }

    @Test
    void is_the_machines_time_until_it_is_moved() {
        AdjustableClock clock = clock();
        assertThat(clock.instant()).isEqualTo(NOON);

        machine = NOON.plusSeconds(5);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void follows_within_a_moment_and_goes_on_from_there() {
        AdjustableClock clock = clock();
        moveTo("PT72H");

        machine = NOON.plusMillis(200);
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(200).plus(Duration.ofDays(3)));
        machine = NOON.plusSeconds(9);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(9).plus(Duration.ofDays(3)));
    }

    @Test
    void services_that_start_later_start_there() {
        moveTo("PT72H");
        assertThat(clock().instant()).isEqualTo(NOON.plus(Duration.ofDays(3)));
    }

    @Test
    void never_goes_back_whatever_becomes_of_the_file() throws IOException {
        moveTo("PT72H");
        AdjustableClock clock = clock();
        for (String content : new String[] {"PT1H", "nonsense", ""}) {
            moveTo(content);
            machine = machine.plusSeconds(1);
            assertThat(clock.instant()).as(content).isEqualTo(machine.plus(Duration.ofDays(3)));
        }
        Files.delete(file);
        machine = machine.plusSeconds(1);
        assertThat(clock.instant()).isEqualTo(machine.plus(Duration.ofDays(3)));
    }

    @Test
    void a_service_does_not_start_at_a_time_that_it_cannot_read() {
        moveTo("nonsense");
        assertThatThrownBy(this::clock).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void exists_on_local_engines_alone_and_only_where_it_is_asked_for() {
        moveTo("PT72H");
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AwsClientsAutoConfiguration.class, EventStoreAutoConfiguration.class))
                .withUserConfiguration(dev.orderflow.eventstore.testing.InMemoryEventStore.class)
                .withPropertyValues("orderflow.service=orders");
        ApplicationContextRunner local = runner.withBean(AwsProperties.class, () -> {
            AwsProperties aws = new AwsProperties();
            aws.setEndpoint(URI.create("http://127.0.0.1:1"));
            return aws;
        });
        String adjustable = "orderflow.clock.adjustable=true";
        String where = "orderflow.clock.file=" + file;

        local.withPropertyValues(where)
                .run(context ->
                        assertThat(context.getBean(InstantSource.class)).isNotInstanceOf(AdjustableClock.class));
        local.withPropertyValues(where, adjustable).run(context -> {
            assertThat(context.getBean(InstantSource.class)).isInstanceOf(AdjustableClock.class);
            assertThat(context.getBean(MachineClock.class).source().instant())
                    .as("machines' time does not move")
                    .isBefore(context.getBean(InstantSource.class).instant().minus(Duration.ofDays(2)));
        });
        runner.withBean(AwsConnectionDetails.class, () -> new AwsConnectionDetails() {
                    @Override
                    public URI getEndpoint() {
                        return URI.create("http://127.0.0.1:1");
                    }
                })
                .withPropertyValues(where, adjustable)
                .run(context -> assertThat(context.getBean(InstantSource.class))
                        .as("an engine that a service connection names")
                        .isInstanceOf(AdjustableClock.class));
        runner.withPropertyValues(where, adjustable)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("for a local stack alone"));
        local.withPropertyValues(adjustable)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("needs orderflow.clock.file"));
    }

    private AdjustableClock clock() {
        return new AdjustableClock(() -> machine, file);
    }

    private void moveTo(String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
