package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import java.util.List;

/** Payment's facts become the order's, together with what the order asks for next. */
public final class WhenPaymentAnsweredThenMoveOrderOn implements Subscriber {
    private final AnswerRecorder recorder;

    public WhenPaymentAnsweredThenMoveOrderOn(AnswerRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String name() {
        return "when-payment-answered-then-move-order-on";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("payment");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        recorder.record(commits);
    }
}
