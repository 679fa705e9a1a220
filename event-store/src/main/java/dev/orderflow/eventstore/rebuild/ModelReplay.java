package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Effects;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.TransientFailures;
import java.util.List;

/** Fills the generation of a read model that is read, for a restore. */
public final class ModelReplay {
    private final Replay replay;

    private ModelReplay(Replay replay) {
        this.replay = replay;
    }

    /** One for each read model of a service. */
    public static List<ModelReplay> of(ReadModels models, TransientFailures failures, Patience patience) {
        return models.all().stream()
                .map(model -> new ModelReplay(new Replay(
                        model,
                        new Effects(
                                List.of(models.projection(model.name())), failures, patience, ConsumerListener.NONE))))
                .toList();
    }

    public void add(ArchivedRecord record) {
        replay.add(record);
    }

    /** When it returns, the effects of all that was added are durable. */
    public void flush() {
        replay.flush();
    }
}
