package dev.orderflow.eventstore.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The event store service as a process of its own. */
@SpringBootApplication
public class EventStoreServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EventStoreServiceApplication.class, arguments);
    }
}
