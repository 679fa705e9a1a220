package dev.orderflow.order.application.summary;

import static dev.orderflow.order.domain.OrderExamples.ADA;
import static dev.orderflow.order.domain.OrderExamples.ID;
import static dev.orderflow.order.domain.OrderExamples.LINES;
import static dev.orderflow.order.domain.OrderExamples.OUT_OF_STOCK;
import static dev.orderflow.order.domain.OrderExamples.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.Requester;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderReaderTest {
    private static final StreamId STREAM = OrderIds.stream(ID);
    private static final List<Commit> COMMITS = OrderCommits.of(STREAM, List.of(PLACED), List.of(OUT_OF_STOCK));
    private static final Requester CUSTOMER = new Requester(ADA, false);

    private final InMemoryJournal journal = new InMemoryJournal();
    private final InMemoryViewStore store = new InMemoryViewStore();
    private final Views<OrderSummary> summaries = store.create(OrderSummaries.VIEW);
    private final Views<OrderContent> contents = store.create(OrderSummaries.CONTENT_VIEW);
    private final OrderProgress progress = new OrderProgress(OrderWorld.DEADLINES);
    private final OrderSummaryProjection projection = new OrderSummaryProjection(summaries, contents, progress);
    private final OrderReader reader =
            new OrderReader(new OrderSummaries(summaries, contents), journal, new OrderTimeTravel(progress));

    @Test
    void shows_an_order_that_no_read_model_has_yet_to_its_customer_and_to_operators() {
        append(COMMITS.getFirst());

        assertThat(read()).isEqualTo("PLACED 1");
        assertThat(reader.content(ID).lines()).isEqualTo(LINES);
        assertThat(reader.find(ID, new Requester("operator", true))).isPresent();
        assertThat(reader.find(ID, new Requester("eve", false))).isEmpty();
        assertThat(reader.find(OrderIds.orderId(ADA, "another"), CUSTOMER)).isEmpty();
    }

    @Test
    void an_order_never_goes_back_between_two_reads() {
        COMMITS.forEach(this::append);
        String beforeTheReadModel = read();
        projection.apply(STREAM, COMMITS.subList(0, 1));
        String whileItCatchesUp = read();
        projection.apply(STREAM, COMMITS.subList(1, 2));

        assertThat(List.of(beforeTheReadModel, whileItCatchesUp, read()))
                .containsExactly("PLACED 1", "PLACED 1", "REJECTED 2");
    }

    private void append(Commit commit) {
        journal.append(TestCommits.stored(commit));
    }

    private String read() {
        var order = reader.find(ID, CUSTOMER).orElseThrow();
        OrderStatus status = order.value().status();
        return status + " " + order.version();
    }
}
