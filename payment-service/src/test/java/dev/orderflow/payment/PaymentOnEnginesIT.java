package dev.orderflow.payment;

import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.LocalEngines;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The stories on DynamoDB and Kinesis, consumed as in production. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PaymentOnEnginesIT extends PaymentStories {

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        String prefix = TestCommits.unique("pay") + "-";
        registry.add("spring.cloud.aws.region.static", () -> LocalEngines.REGION);
        registry.add("spring.cloud.aws.credentials.access-key", () -> LocalEngines.CREDENTIAL);
        registry.add("spring.cloud.aws.credentials.secret-key", () -> LocalEngines.CREDENTIAL);
        registry.add("spring.cloud.aws.endpoint", () -> LocalEngines.forTests().aws());
        registry.add(
                "spring.cloud.aws.dynamodb.endpoint",
                () -> LocalEngines.forTests().dynamoDb());
        registry.add("spring.cloud.aws.s3.path-style-access-enabled", () -> "true");
        registry.add("orderflow.stream", () -> prefix + "events");
        registry.add("orderflow.table-prefix", () -> prefix);
        registry.add("orderflow.snapshot-bucket", () -> prefix + "snapshots");
    }
}
