package dev.orderflow.payment.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Traced;
import java.util.List;

/**
 * Hands each event of an order to all automations before it goes on to the next: separate subscribers would each get a
 * whole batch, and a refund that was asked for first could be taken up last.
 */
public final class OrderWishes implements Subscriber {
    private final List<Automation> automations;

    public OrderWishes(List<Automation> automations) {
        this.automations = List.copyOf(automations);
    }

    /** What is done about some of an order's events; about the others nothing. */
    public interface Automation {
        void on(DomainEvent event, Cause cause);
    }

    @Override
    public String name() {
        return "order-wishes";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("order");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (Commit commit : commits) {
            Traced.run(name(), Cause.of(commit), cause -> {
                for (DomainEvent event : commit.events()) {
                    automations.forEach(automation -> automation.on(event, cause));
                }
            });
        }
    }
}
