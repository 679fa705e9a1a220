package dev.orderflow.order.application.summary;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps {@link OrderSummaries} as the orders' journals say: the content once, then the summary that leads to it. */
public final class OrderSummaryProjection implements Subscriber {
    private static final String CATEGORY = "order";

    private final Views<OrderContent> contents;
    private final Summaries summaries;

    public OrderSummaryProjection(Views<OrderSummary> summaries, Views<OrderContent> contents, OrderProgress progress) {
        this.contents = contents;
        this.summaries = new Summaries(summaries, progress);
    }

    @Override
    public String name() {
        return "order-summary";
    }

    @Override
    public boolean wants(String category) {
        return category.equals(CATEGORY);
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (DomainEvent event : commits.getFirst().events()) {
            if (event instanceof OrderPlaced placed) {
                // Refused where it is there already: it never changes.
                contents.save(new View<>(stream.key(), 1, OrderContent.of(placed)), 0);
            }
        }
        summaries.apply(stream, commits);
    }

    private static final class Summaries extends StreamProjection<OrderSummary> {
        private final OrderProgress progress;

        private Summaries(Views<OrderSummary> views, OrderProgress progress) {
            super("order-summary", CATEGORY, views);
            this.progress = progress;
        }

        @Override
        protected @Nullable OrderSummary evolve(@Nullable OrderSummary order, DomainEvent event, Context context) {
            // What a newer build records beside what this one knows changes nothing here.
            return event instanceof OrderEvent known ? progress.after(order, known, context.recordedAt()) : order;
        }
    }
}
