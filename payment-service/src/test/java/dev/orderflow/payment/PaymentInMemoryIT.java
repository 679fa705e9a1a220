package dev.orderflow.payment;

import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The stories without engines: fast, for whoever changes a line. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({InMemoryEventStore.class, PaymentInMemoryIT.Consumer.class})
class PaymentInMemoryIT extends PaymentStories {

    @TestConfiguration(proxyBeanMethods = false)
    static class Consumer {
        @Bean
        SmartInitializingSingleton consume(InMemoryCommitStream stream, List<Subscriber> subscribers) {
            return () -> subscribers.forEach(stream::subscribe);
        }
    }
}
