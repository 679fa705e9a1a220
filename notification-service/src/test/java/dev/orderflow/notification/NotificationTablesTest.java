package dev.orderflow.notification;

import dev.orderflow.eventstore.spring.TablesOfService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.VerifyEmailIdentityRequest;
import software.amazon.awssdk.services.ses.model.VerifyEmailIdentityResponse;

/** On AWS a template makes the tables, not the service. */
class NotificationTablesTest {
    @Test
    void the_data_stack_has_exactly_the_tables_that_this_service_asks_for() {
        TablesOfService.wired(
                        NotificationServiceApplication.class,
                        List.of(NoMail.class),
                        "--orderflow.notifications.back-office.topic-arn=arn:aws:sns:eu-west-1:123456789012:any")
                .areThoseOfTheTemplate("notifications");
    }

    /** The service asks for its sender's address to be verified while it is wired. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NoMail {
        @Bean
        @Primary
        SesClient noMail() {
            return new SesClient() {
                @Override
                public VerifyEmailIdentityResponse verifyEmailIdentity(VerifyEmailIdentityRequest request) {
                    return VerifyEmailIdentityResponse.builder().build();
                }

                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {}
            };
        }
    }
}
