package dev.orderflow.order.domain;

import dev.orderflow.eventstore.journal.Journal;

/** Bad on purpose: decides with I/O at hand. */
public final class DomainCanary {
    Journal journal;
}
