package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import java.util.function.Consumer;

/** The journals of one service, to be held against what was made from them; never written to from here. */
public interface JournalAudit {
    /** Names every stream of a category, once; one that has just begun may be left out. */
    void streams(String category, Consumer<StreamId> reader);

    Journal journal();

    /** Opens the journals of any service. */
    @FunctionalInterface
    interface Journals {
        JournalAudit of(String service);
    }
}
