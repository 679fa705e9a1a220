package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.contract.JournalContract;
import dev.orderflow.eventstore.journal.Journal;

class DynamoJournalIT extends JournalContract {
    private final Journal journal = LocalAws.dynamoOnly("contract").journal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
