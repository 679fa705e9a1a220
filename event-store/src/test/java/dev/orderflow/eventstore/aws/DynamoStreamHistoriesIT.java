package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.contract.StreamHistoriesContract;

class DynamoStreamHistoriesIT extends StreamHistoriesContract {
    private final StreamHistories histories = LocalAws.all("contract").streamHistories();

    @Override
    protected StreamHistories histories() {
        return histories;
    }
}
