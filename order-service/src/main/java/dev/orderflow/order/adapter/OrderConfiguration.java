package dev.orderflow.order.adapter;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.rebuild.ReadModel;
import dev.orderflow.eventstore.rebuild.ReadModel.Scope;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.spring.RegularLook;
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
import dev.orderflow.order.application.fulfilment.StuckOrders;
import dev.orderflow.order.application.fulfilment.WhenPaymentAnsweredThenMoveOrderOn;
import dev.orderflow.order.application.fulfilment.WhenStockAnsweredThenMoveOrderOn;
import dev.orderflow.order.application.operating.ActOnProcessHandler;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.summary.OrderContent;
import dev.orderflow.order.application.summary.OrderProgress;
import dev.orderflow.order.application.summary.OrderReader;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.OrderSummaryProjection;
import dev.orderflow.order.application.summary.OrderTimeTravel;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderDecider;
import dev.orderflow.order.domain.OrderRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Orders and their fulfilment, wired to the event store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderProperties.class)
class OrderConfiguration {

    @Bean
    Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders(Journal journal, Publication publication) {
        return new Decisions<>(new OrderDecider(), OrderEvent.class, journal, publication);
    }

    @Bean
    ReadModel catalogueModel() {
        return ReadModel.ofOneTable("catalogue", "product", "inventory", Catalogue.VIEW, CatalogueProjection::new);
    }

    @Bean
    Views<CatalogueEntry> catalogueView(ReadModels models) {
        return models.views(Catalogue.VIEW);
    }

    @Bean
    Catalogue catalogue(Views<CatalogueEntry> catalogueView) {
        return new Catalogue(catalogueView);
    }

    @Bean
    Subscriber catalogueProjection(ReadModels models, ReadModel catalogueModel) {
        return models.projection(catalogueModel.name());
    }

    @Bean
    PlaceOrderHandler placeOrderHandler(
            Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders, Catalogue catalogue, InstantSource clock) {
        return new PlaceOrderHandler(orders, catalogue, clock);
    }

    @Bean
    CancelOrderHandler cancelOrderHandler(Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders) {
        return new CancelOrderHandler(orders);
    }

    @Bean
    ActOnProcessHandler actOnProcessHandler(Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders) {
        return new ActOnProcessHandler(orders);
    }

    @Bean
    StuckOrders stuckOrders(OrderSummaries summaries, SetAsideAnswers setAside) {
        return new StuckOrders(summaries, setAside);
    }

    @Bean
    RegularLook stuckOrdersAlarm(
            StuckOrders stuckOrders, OrderProperties properties, MeterRegistry registry, InstantSource clock) {
        StuckOrdersAlarm alarm = new StuckOrdersAlarm(stuckOrders, registry, clock);
        return new RegularLook("Counting stuck orders", properties.countStuckEvery(), alarm::look);
    }

    @Bean
    ReadModel summaryModel(OrderProgress progress) {
        return new ReadModel(
                OrderSummaries.READ_MODEL,
                "order",
                "orders",
                Scope.ONE_STREAM,
                List.of(OrderSummaries.VIEW, OrderSummaries.CONTENT_VIEW),
                (views, transactions) -> new OrderSummaryProjection(
                        views.create(OrderSummaries.VIEW), views.create(OrderSummaries.CONTENT_VIEW), progress));
    }

    @Bean
    Views<OrderSummary> summaryView(ReadModels models) {
        return models.views(OrderSummaries.VIEW);
    }

    @Bean
    Views<OrderContent> contentView(ReadModels models) {
        return models.views(OrderSummaries.CONTENT_VIEW);
    }

    @Bean
    OrderProgress orderProgress(OrderProperties properties) {
        return new OrderProgress(properties.toDeadlines());
    }

    @Bean
    Subscriber orderSummaryProjection(ReadModels models, ReadModel summaryModel) {
        return models.projection(summaryModel.name());
    }

    @Bean
    OrderSummaries orderSummaries(Views<OrderSummary> summaryView, Views<OrderContent> contentView) {
        return new OrderSummaries(summaryView, contentView);
    }

    @Bean
    OrderReader orderReader(OrderSummaries summaries, Journal journal, OrderTimeTravel timeTravel) {
        return new OrderReader(summaries, journal, timeTravel);
    }

    @Bean
    OrderTimeTravel orderTimeTravel(OrderProgress progress) {
        return new OrderTimeTravel(progress);
    }

    @Bean
    Views<SetAsideAnswer> setAsideView(ViewFactory views) {
        return views.create(SetAsideAnswers.VIEW);
    }

    @Bean
    SetAsideAnswers setAsideAnswers(Views<SetAsideAnswer> setAsideView, CommitCodec codec, InstantSource clock) {
        return new SetAsideAnswers(setAsideView, codec, clock);
    }

    @Bean
    AnswerRecorder answerRecorder(
            Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders, SetAsideAnswers setAside) {
        return new AnswerRecorder(orders, setAside);
    }

    @Bean
    WhenStockAnsweredThenMoveOrderOn whenStockAnsweredThenMoveOrderOn(AnswerRecorder recorder) {
        return new WhenStockAnsweredThenMoveOrderOn(recorder);
    }

    @Bean
    WhenPaymentAnsweredThenMoveOrderOn whenPaymentAnsweredThenMoveOrderOn(AnswerRecorder recorder) {
        return new WhenPaymentAnsweredThenMoveOrderOn(recorder);
    }

    @Bean(destroyMethod = "")
    DueWork<OrderSummary> deadlines(
            Views<OrderSummary> summaryView,
            OrderProperties properties,
            Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders,
            InstantSource clock) {
        return new DueWork<>(
                summaryView,
                OrderSummaries.DUE,
                OrderSummaries.DUE_PARTITIONS,
                properties.lookForDueEvery(),
                properties.dueAtOnce(),
                clock,
                new DeadlineWatch(orders));
    }

    @Bean(destroyMethod = "")
    DueWork<SetAsideAnswer> setAsideRetries(
            Views<SetAsideAnswer> setAsideView,
            OrderProperties properties,
            SetAsideAnswers setAside,
            AnswerRecorder recorder,
            InstantSource clock) {
        return new DueWork<>(
                setAsideView,
                SetAsideAnswers.DUE,
                SetAsideAnswers.DUE_PARTITIONS,
                properties.lookForDueEvery(),
                properties.dueAtOnce(),
                clock,
                due -> setAside.retry(due, recorder));
    }
}
