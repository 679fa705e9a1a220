package dev.orderflow.inventory.canary.domain;

import java.time.InstantSource;

/** Bad on purpose: a rule of the architecture must notice it. */
final class KnowsTheClock {
    InstantSource clock = InstantSource.system();
}
