package dev.orderflow.simulation;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.order.application.cancelling.CancelOrderHandler;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import dev.orderflow.order.application.catalogue.CatalogueProjection;
import dev.orderflow.order.application.fulfilment.AnswerRecorder;
import dev.orderflow.order.application.fulfilment.DeadlineWatch;
import dev.orderflow.order.application.fulfilment.SetAsideAnswer;
import dev.orderflow.order.application.fulfilment.SetAsideAnswers;
import dev.orderflow.order.application.fulfilment.WhenPaymentAnsweredThenMoveOrderOn;
import dev.orderflow.order.application.fulfilment.WhenStockAnsweredThenMoveOrderOn;
import dev.orderflow.order.application.importing.AcceptImport;
import dev.orderflow.order.application.importing.ImportFiles;
import dev.orderflow.order.application.operating.ActOnProcessHandler;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.summary.OrderProgress;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.OrderSummaryProjection;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderDeadlines;
import dev.orderflow.order.domain.OrderDecider;
import dev.orderflow.order.domain.OrderRefusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order service, wired as its configuration does. */
final class OrderProcess extends EngineProcess {
    private static final OrderDeadlines DEADLINES = new OrderDeadlines(Arrays.stream(FulfilmentStep.values())
            .collect(Collectors.toMap(
                    Function.identity(), step -> new OrderDeadlines.Patience(Duration.ofMinutes(2), 3))));

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    final PlaceOrderHandler placeOrder;
    final CancelOrderHandler cancelOrder;
    final ActOnProcessHandler actOnProcess;
    final AcceptImport acceptImport;

    OrderProcess(Engines engines, ImportFiles files) {
        Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders = new Decisions<>(
                engines.planted.inOrders(new OrderDecider()), OrderEvent.class, engines.journal, engines.publication);
        Views<CatalogueEntry> catalogue = engines.views.create(Catalogue.VIEW);
        Views<OrderSummary> summaries = engines.views.create(OrderSummaries.VIEW);
        SetAsideAnswers setAside =
                new SetAsideAnswers(engines.views.create(SetAsideAnswers.VIEW), CommitCodec.standard(), engines.clock);
        AnswerRecorder recorder = new AnswerRecorder(orders, setAside);
        PlaceOrderHandler placing = new PlaceOrderHandler(orders, new Catalogue(catalogue), engines.clock);
        cancelOrder = new CancelOrderHandler(orders);
        actOnProcess = new ActOnProcessHandler(orders);
        Importing importing = new Importing(engines, placing, new Catalogue(catalogue), files);
        placeOrder = placing;
        acceptImport = importing.accept;
        super(
                engines,
                Stream.concat(
                                Stream.of(
                                        new CatalogueProjection(catalogue),
                                        summaryProjection(engines.views),
                                        new WhenStockAnsweredThenMoveOrderOn(recorder),
                                        new WhenPaymentAnsweredThenMoveOrderOn(recorder)),
                                Importing.projections(engines.views).stream())
                        .map(engines.planted::in)
                        .toList(),
                List.of(
                        new DueWork<>(
                                summaries,
                                OrderSummaries.DUE,
                                OrderSummaries.DUE_PARTITIONS,
                                LOOK_EVERY,
                                10,
                                engines.clock,
                                new DeadlineWatch(orders)),
                        new DueWork<>(
                                engines.views.create(SetAsideAnswers.VIEW),
                                SetAsideAnswers.DUE,
                                SetAsideAnswers.DUE_PARTITIONS,
                                LOOK_EVERY,
                                10,
                                engines.clock,
                                (Views.View<SetAsideAnswer> due) -> setAside.retry(due, recorder)),
                        importing.open));
    }

    static OrderSummaryProjection summaryProjection(ViewFactory views) {
        return new OrderSummaryProjection(
                views.create(OrderSummaries.VIEW),
                views.create(OrderSummaries.CONTENT_VIEW),
                new OrderProgress(DEADLINES));
    }
}
