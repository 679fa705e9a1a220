package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.contract.JournalContract;
import dev.orderflow.eventstore.journal.Journal;

class InMemoryJournalTest extends JournalContract {
    private final InMemoryJournal journal = new InMemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
