package dev.orderflow.order.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import dev.orderflow.order.application.fulfilment.AnswerRecorder;
import dev.orderflow.order.application.fulfilment.DeadlineWatch;
import dev.orderflow.order.application.fulfilment.SetAsideAnswers;
import dev.orderflow.order.application.fulfilment.WhenPaymentAnsweredThenMoveOrderOn;
import dev.orderflow.order.application.fulfilment.WhenStockAnsweredThenMoveOrderOn;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.summary.OrderProgress;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.OrderSummaryProjection;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderDeadlines;
import dev.orderflow.order.domain.OrderDeadlines.Patience;
import dev.orderflow.order.domain.OrderDecider;
import dev.orderflow.order.domain.OrderExamples;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The service's application in memory, with a clock that stands until it is moved. */
public final class OrderWorld {
    /** A minute for each step, and two repeats. */
    public static final OrderDeadlines DEADLINES = new OrderDeadlines(Arrays.stream(FulfilmentStep.values())
            .collect(Collectors.toMap(Function.identity(), step -> new Patience(Duration.ofMinutes(1), 2))));

    public static final Cause CAUSE = Cause.request("r-1", null);

    public final InMemoryJournal journal = new InMemoryJournal();
    public final InMemoryViewStore views = new InMemoryViewStore();
    public final Views<CatalogueEntry> catalogueView = views.create(Catalogue.VIEW);
    public final Views<OrderSummary> summaryView = views.create(OrderSummaries.VIEW);
    public final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;
    public final PlaceOrderHandler placeOrder;
    public final SetAsideAnswers setAside;
    public final WhenStockAnsweredThenMoveOrderOn whenStockAnswered;
    public final WhenPaymentAnsweredThenMoveOrderOn whenPaymentAnswered;
    public boolean journalIsDown;
    private final AnswerRecorder recorder;
    private final OrderSummaryProjection projection;
    private final Map<String, StoredCommit> broken = new HashMap<>();
    private Instant now = OrderExamples.PLACED_AT;

    public OrderWorld() {
        this(DEADLINES);
    }

    public OrderWorld(OrderDeadlines deadlines) {
        InstantSource clock = this::now;
        projection = new OrderSummaryProjection(
                summaryView, views.create(OrderSummaries.CONTENT_VIEW), new OrderProgress(deadlines));
        orders = new Decisions<>(
                new OrderDecider(),
                OrderEvent.class,
                new FailingJournal(),
                new Publication("orders-0", journal, journal, clock));
        placeOrder = new PlaceOrderHandler(orders, new Catalogue(catalogueView), clock);
        setAside = new SetAsideAnswers(views.create(SetAsideAnswers.VIEW), CommitCodec.standard(), clock);
        recorder = new AnswerRecorder(orders, setAside);
        whenStockAnswered = new WhenStockAnsweredThenMoveOrderOn(recorder);
        whenPaymentAnswered = new WhenPaymentAnsweredThenMoveOrderOn(recorder);
    }

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Puts the example order's products into the catalogue. */
    public OrderWorld withCatalogue() {
        OrderExamples.LINES.forEach(line -> list(line.sku(), line.description(), line.unitPrice()));
        return this;
    }

    public void list(String sku, String description, Money price) {
        long version = catalogueView.find(sku).map(View::version).orElse(0L);
        catalogueView.save(new View<>(sku, version + 1, new CatalogueEntry(sku, description, price)), version);
    }

    /** Brings the read model up to date and lets the watch see what is due in it. */
    public void showDue() {
        Map<StreamId, List<Commit>> commits = journal.everything().stream()
                .map(StoredCommit::commit)
                .collect(Collectors.groupingBy(Commit::streamId));
        commits.forEach(projection::apply);
        DeadlineWatch watch = new DeadlineWatch(orders);
        due(summaryView, OrderSummaries.DUE, OrderSummaries.DUE_PARTITIONS).forEach(watch);
    }

    /** Lets what is set aside and due be tried again. */
    public void showSetAside() {
        due(views.create(SetAsideAnswers.VIEW), SetAsideAnswers.DUE, SetAsideAnswers.DUE_PARTITIONS)
                .forEach(view -> setAside.retry(view, recorder));
    }

    private <V> List<View<V>> due(Views<V> view, String index, List<String> partitions) {
        return partitions.stream()
                .flatMap(
                        partition -> view
                                .query(new Query(index, partition, null, DueWork.sortKey(now), false, 100, null))
                                .items()
                                .stream())
                .toList();
    }

    /** The order's journal begins with what cannot be a beginning. */
    public void breakJournal(String orderId) {
        broken.put(orderId, stored(orderId, new OrderStockReserved(orderId)));
    }

    /** The order's journal is what it should be: an order that waits for stock. */
    public void mendJournal(String orderId) {
        broken.remove(orderId);
        OrderPlaced placed = (OrderPlaced) OrderExamples.PLACED;
        journal.append(stored(
                orderId,
                new OrderPlaced(
                        orderId,
                        placed.customerId(),
                        placed.idempotencyKey(),
                        placed.requestDigest(),
                        placed.placedAt(),
                        placed.lines(),
                        placed.total(),
                        placed.card(),
                        null,
                        null)));
    }

    private StoredCommit stored(String orderId, OrderEvent event) {
        Commit commit = OrderCommits.commit(OrderIds.stream(orderId), 1, now, List.of(event));
        return new StoredCommit(commit, CommitCodec.standard().encode(commit));
    }

    public List<OrderEvent> history(String orderId) {
        return journal.load(OrderIds.stream(orderId)).stream()
                .map(StoredCommit::commit)
                .flatMap(commit -> commit.events().stream())
                .map(OrderEvent.class::cast)
                .toList();
    }

    public static StreamId stream(String orderId) {
        return OrderIds.stream(orderId);
    }

    /** Ada's example order, as she asks for it. */
    public static PlaceOrderRequest request(SkuQuantity... lines) {
        return new PlaceOrderRequest(
                OrderExamples.ADA,
                OrderExamples.KEY,
                lines.length > 0
                        ? List.of(lines)
                        : OrderExamples.LINES.stream()
                                .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                                .toList(),
                OrderExamples.CARD,
                OrderExamples.CONTACT,
                OrderExamples.ADDRESS,
                null);
    }

    /** The journal cannot be reached. */
    public static final class Outage extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final class FailingJournal implements Journal {
        @Override
        public AppendOutcome append(StoredCommit commit) {
            if (journalIsDown) {
                throw new Outage();
            }
            return journal.append(commit);
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            if (journalIsDown) {
                throw new Outage();
            }
            StoredCommit wrong = broken.get(stream.key());
            if (wrong == null) {
                journal.read(stream, afterVersion, reader);
            } else {
                reader.accept(wrong);
            }
        }

        @Override
        public void readBackwards(StreamId stream, long beforeVersion, Predicate<StoredCommit> reader) {
            journal.readBackwards(stream, beforeVersion, reader);
        }
    }
}
