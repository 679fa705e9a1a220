package dev.orderflow.simulation;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's request, sent again as it was until there is an answer. */
final class Request<S extends Service, A> {
    private final BiConsumer<S, Consumer<@Nullable A>> send;
    private @Nullable S sentTo;
    private @Nullable A answer;

    /** @param send sends it, and tells the answer, or null where there is none */
    Request(BiConsumer<S, Consumer<@Nullable A>> send) {
        this.send = send;
    }

    /** Sends it where it is not under way. */
    void pursue(@Nullable S service) {
        boolean underWay = sentTo != null && !sentTo.node().isDead();
        if (answer == null && !underWay && service != null) {
            sentTo = service;
            send.accept(service, heard -> {
                answer = heard;
                sentTo = null;
            });
        }
    }

    @Nullable
    A answer() {
        return answer;
    }
}
