package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.contract.StreamHistoriesContract;

class InMemoryStreamHistoriesTest extends StreamHistoriesContract {
    private final StreamHistories histories = new InMemoryStreamHistories();

    @Override
    protected StreamHistories histories() {
        return histories;
    }
}
