package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.contract.PublicationLogContract;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.PublicationLog;

class InMemoryPublicationLogTest extends PublicationLogContract {
    private final InMemoryJournal journal = new InMemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected PublicationLog log() {
        return journal;
    }
}
