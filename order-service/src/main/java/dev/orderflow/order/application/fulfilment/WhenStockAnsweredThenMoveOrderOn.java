package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import java.util.List;

/** Inventory's facts become the order's, together with what the order asks for next. */
public final class WhenStockAnsweredThenMoveOrderOn implements Subscriber {
    private final AnswerRecorder recorder;

    public WhenStockAnsweredThenMoveOrderOn(AnswerRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String name() {
        return "when-stock-answered-then-move-order-on";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("warehouse");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        recorder.record(commits);
    }
}
