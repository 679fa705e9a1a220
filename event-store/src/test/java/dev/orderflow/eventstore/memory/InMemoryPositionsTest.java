package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.contract.PositionsContract;

class InMemoryPositionsTest extends PositionsContract {
    private final InMemoryPositions positions = new InMemoryPositions();

    @Override
    protected Positions of(String application) {
        return positions.of(application);
    }

    @Override
    protected ParkedStreams parkedStreams() {
        return positions;
    }

    @Override
    protected Redrives redrivesOf(String application) {
        return positions.redrivesOf(application);
    }
}
