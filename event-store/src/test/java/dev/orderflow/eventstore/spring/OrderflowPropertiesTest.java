package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.aws.TableProtection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class OrderflowPropertiesTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Test
    void the_name_is_enough() {
        runner.withPropertyValues("orderflow.service=orders").run(context -> {
            OrderflowProperties properties = context.getBean(OrderflowProperties.class);
            assertThat(properties.slot()).isEqualTo("0");
            assertThat(properties.stream()).isEqualTo("order-events");
            assertThat(properties.tablePrefix()).isEmpty();
            assertThat(properties.shards()).isEqualTo(2);
            assertThat(properties.provision()).isNull();
            assertThat(properties.clockOffset()).isZero();
        });
    }

    @Test
    void what_cannot_work_stops_the_start_and_is_named() {
        runner.run(context ->
                assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("must name the service"));
        for (String wrong : new String[] {
            "orderflow.service=Orders!",
            "orderflow.slot=-1",
            "orderflow.slot=first",
            "orderflow.shards=0",
            "orderflow.stream=a b",
            "orderflow.table-prefix=a/b"
        }) {
            runner.withPropertyValues("orderflow.service=orders", wrong)
                    .run(context -> assertThat(context).as(wrong).hasFailed());
        }
    }

    @Test
    void own_tables_are_kept_as_the_environment_of_a_container_says() {
        runner.withPropertyValues("orderflow.service=orders")
                .run(context -> assertThat(
                                context.getBean(TablesProperties.class).protection())
                        .isEqualTo(TableProtection.NONE));
        runner.withPropertyValues(
                        "orderflow.service=orders",
                        "orderflow.tables.key-arn=arn:aws:kms:eu-west-1:000000000000:key/1",
                        "orderflow.tables.point-in-time-recovery=true",
                        "orderflow.tables.deletion-protection=true",
                        "orderflow.tables.tags=orderflow:environment=staging,orderflow:stack=data")
                .run(context -> assertThat(
                                context.getBean(TablesProperties.class).protection())
                        .isEqualTo(new TableProtection(
                                "arn:aws:kms:eu-west-1:000000000000:key/1",
                                true,
                                true,
                                Map.of("orderflow:environment", "staging", "orderflow:stack", "data"))));
        for (String wrong : new String[] {"orderflow.tables.key-arn=alias/data", "orderflow.tables.tags=staging"}) {
            runner.withPropertyValues("orderflow.service=orders", wrong)
                    .run(context -> assertThat(context).as(wrong).hasFailed());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({OrderflowProperties.class, TablesProperties.class})
    static class Bound {}
}
