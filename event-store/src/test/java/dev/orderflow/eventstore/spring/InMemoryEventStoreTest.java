package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.eventstore.view.ViewFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class InMemoryEventStoreTest {
    @Test
    void a_service_runs_on_memory_alone_and_no_client_of_an_engine_is_made() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AwsClientsAutoConfiguration.class, EventStoreAutoConfiguration.class))
                .withUserConfiguration(InMemoryEventStore.class)
                .withPropertyValues("orderflow.service=orders")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Publisher.class);
                    assertThat(context.getBean(Journal.class)).isInstanceOf(InMemoryJournal.class);
                    assertThat(context).hasSingleBean(InMemoryCommitStream.class);
                    assertThat(context).hasSingleBean(ViewFactory.class);
                    assertThat(context.getBeanFactory().containsSingleton("awsEngines"))
                            .isFalse();
                    assertThat(context.getBeanNamesForType(AwsEngines.class)).hasSize(1);
                });
    }
}
