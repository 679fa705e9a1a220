package dev.orderflow.eventstore.testing;

import dev.orderflow.infra.engine.LocalEngines;
import dev.orderflow.infra.engine.LocalStack;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.localstack.LocalStackContainer;

/**
 * Connects a service to LocalStack where the test run uses it. {@link EngineProperties} then names no endpoint and no
 * credentials: all come from the container, or from the property that says where LocalStack runs already. On the embedded
 * engines there is nothing to connect, as they are two endpoints, which only properties can tell apart.
 */
@TestConfiguration(proxyBeanMethods = false)
public class EngineConnection {

    @TestConfiguration(proxyBeanMethods = false)
    @Conditional(OnContainer.class)
    static class InContainer {

        @Bean
        @ServiceConnection
        LocalStackContainer localStack() {
            return LocalStack.forTests().container().orElseThrow();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @Conditional(OnEndpoint.class)
    static class AtEndpoint {

        @Bean
        AwsConnectionDetails awsConnectionDetails() {
            return new AwsConnectionDetails() {
                @Override
                public URI getEndpoint() {
                    return LocalStack.forTests().endpoint();
                }

                @Override
                public String getRegion() {
                    return LocalEngines.REGION;
                }

                @Override
                public String getAccessKey() {
                    return LocalEngines.CREDENTIAL;
                }

                @Override
                public String getSecretKey() {
                    return LocalEngines.CREDENTIAL;
                }
            };
        }
    }

    static final class OnContainer implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return LocalEngines.areLocalStack()
                    && LocalStack.forTests().container().isPresent();
        }
    }

    static final class OnEndpoint implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return LocalEngines.areLocalStack()
                    && LocalStack.forTests().container().isEmpty();
        }
    }
}
