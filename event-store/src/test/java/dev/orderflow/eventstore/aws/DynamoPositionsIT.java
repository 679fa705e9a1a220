package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.contract.PositionsContract;

class DynamoPositionsIT extends PositionsContract {
    @Override
    protected Positions of(String application) {
        return LocalAws.dynamoOnly(application).positions();
    }

    @Override
    protected ParkedStreams parkedStreams() {
        return LocalAws.dynamoOnly("contract").parkedStreams();
    }

    @Override
    protected Redrives redrivesOf(String application) {
        return LocalAws.dynamoOnly(application).redrives();
    }
}
