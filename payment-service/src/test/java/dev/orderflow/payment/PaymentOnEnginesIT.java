package dev.orderflow.payment;

import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.eventstore.testing.TestCommits;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The stories on DynamoDB and Kinesis, consumed as in production. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(EngineConnection.class)
// The service ends before its engines do, and so need not wait for them in vain.
@DirtiesContext
class PaymentOnEnginesIT extends PaymentStories {

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        EngineProperties.under(TestCommits.unique("pay") + "-")
                .forEach((name, value) -> registry.add(name, () -> value));
    }
}
