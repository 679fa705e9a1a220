package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OrderflowProperties.class)
    static class Bound {}
}
