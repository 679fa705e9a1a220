package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Traced;
import java.util.List;

/**
 * Lets the warehouse react to orders, event by event: were each reaction a subscriber of its own, one that got a whole
 * batch could release what another had yet to ship.
 */
public final class OrderReactions implements Subscriber {
    private final List<OrderReaction> reactions;

    public OrderReactions(List<OrderReaction> reactions) {
        this.reactions = List.copyOf(reactions);
    }

    @Override
    public String name() {
        return "order-reactions";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("order");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (Commit commit : commits) {
            Traced.run(name(), Cause.of(commit), cause -> react(commit, cause));
        }
    }

    private void react(Commit commit, Cause cause) {
        for (DomainEvent event : commit.events()) {
            if (event instanceof OrderEvent orderEvent) {
                reactions.forEach(reaction -> reaction.react(orderEvent, cause));
            }
        }
    }
}
