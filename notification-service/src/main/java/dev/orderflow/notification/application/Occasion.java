package dev.orderflow.notification.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.codec.EventTypes;
import java.util.List;
import java.util.function.BiConsumer;

/** An event with its place: what a notice gives as its cause. */
record Occasion(Commit commit, long version, DomainEvent event) {

    static void each(List<Commit> commits, BiConsumer<Occasion, DomainEvent> reader) {
        for (Commit commit : commits) {
            long version = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                reader.accept(new Occasion(commit, version, event), event);
                version++;
            }
        }
    }

    /** Such as {@code order-o5d1f…@8 order.completed.v1}. */
    String cause() {
        return commit.streamId() + "@" + version + " " + EventTypes.nameOf(event);
    }
}
