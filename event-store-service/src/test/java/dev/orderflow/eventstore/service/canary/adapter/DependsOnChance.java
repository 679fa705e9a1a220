package dev.orderflow.eventstore.service.canary.adapter;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Bad on purpose: a rule of the architecture must notice it. */
final class DependsOnChance {
    void act() throws InterruptedException {
        Instant.now();
        UUID.randomUUID();
        Thread.sleep(1);
        new Random();
    }
}
