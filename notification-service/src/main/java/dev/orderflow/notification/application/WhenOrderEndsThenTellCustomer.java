package dev.orderflow.notification.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.Contact;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.notification.application.Notice.Letter;
import dev.orderflow.notification.application.letters.CustomerLetters;
import dev.orderflow.notification.application.orders.OrderFacts;
import java.util.List;

/**
 * Writes to the customer how the order ended; who was just told the order number on a screen gets no mail that repeats it.
 * What the letter says comes from the order's own events, which are gathered first.
 */
public final class WhenOrderEndsThenTellCustomer implements Subscriber {
    private final Views<OrderFacts> facts;
    private final Notifier notifier;

    public WhenOrderEndsThenTellCustomer(Views<OrderFacts> facts, Notifier notifier) {
        this.facts = facts;
        this.notifier = notifier;
    }

    @Override
    public String name() {
        return "when-order-ends-then-tell-customer";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("order");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        Occasion.each(commits, (occasion, event) -> tell(stream, occasion, event));
    }

    private void tell(StreamId stream, Occasion occasion, DomainEvent event) {
        if (event instanceof OrderCompleted) {
            tell(stream, occasion, "order-completed", CustomerLetters::completed);
        } else if (event instanceof OrderRejected rejected) {
            tell(stream, occasion, "order-rejected", known -> CustomerLetters.rejected(known, rejected.reason()));
        } else if (event instanceof OrderCancelled cancelled) {
            tell(stream, occasion, "order-cancelled", known -> CustomerLetters.cancelled(known, cancelled.reason()));
        }
    }

    private interface Wording {
        Letter about(OrderFacts facts);
    }

    private void tell(StreamId stream, Occasion occasion, String what, Wording wording) {
        OrderFacts known = facts.find(stream.key())
                .orElseThrow(() -> new IllegalStateException("Nothing is known of " + stream + ", which ended"))
                .value();
        Contact contact = known.contact();
        if (contact == null) {
            // The order names nobody to write to.
            return;
        }
        notifier.tell(
                new Notice(
                        Notice.id(known.orderId(), what, Channel.EMAIL),
                        known.orderId(),
                        Channel.EMAIL,
                        contact.email(),
                        what,
                        occasion.cause(),
                        wording.about(known)),
                Cause.of(occasion.commit()));
    }
}
