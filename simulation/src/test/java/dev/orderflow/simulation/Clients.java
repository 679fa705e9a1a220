package dev.orderflow.simulation;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.order.application.cancelling.Cancellation;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.Requester;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand.RequestRefund;
import dev.orderflow.payment.domain.PaymentRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Customers who want the same few things, ask twice, change their minds and mix up their keys. */
final class Clients {
    static final List<String> SKUS = List.of("A1", "B2", "C3");
    private static final List<String> CUSTOMERS = List.of("ada", "bob", "eve");
    private static final int KEYS = 4;
    private static final int INVOICES = 6;
    private static final Instant BEGINNING = Instant.parse("2010-12-01T08:26:00Z");

    private final Environment environment;
    private final RandomGenerator random;
    private final Journals journals;
    private final List<Ask> asks = new ArrayList<>();
    private final Map<Integer, Ask> takenOver = new HashMap<>();
    private int requests;
    private int accepted;

    Clients(Environment environment, Journals journals) {
        this.environment = environment;
        this.random = environment.random;
        this.journals = journals;
    }

    record Ask(String orderId, PlaceOrderRequest request) {
        static Ask of(PlaceOrderRequest request) {
            return new Ask(OrderIds.orderId(request.customerId(), request.idempotencyKey()), request);
        }
    }

    int accepted() {
        return accepted;
    }

    void act(OrderProcess process) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            takeOver(process);
        } else if (asks.isEmpty() || dice < 5) {
            place(process, newAsk());
        } else if (dice < 7) {
            place(process, asks.get(random.nextInt(asks.size())));
        } else {
            cancel(process, asks.get(random.nextInt(asks.size())));
        }
    }

    /** Under one of few keys, so that one key soon comes with different wishes. */
    private Ask newAsk() {
        Ask ask = newAsk("key-" + random.nextInt(KEYS), null);
        asks.add(ask);
        return ask;
    }

    private Ask newAsk(String key, @Nullable Instant originallyPlacedAt) {
        List<SkuQuantity> lines = new ArrayList<>();
        for (String sku : SKUS) {
            if (random.nextInt(2) == 0 || (lines.isEmpty() && sku.equals(SKUS.getLast()))) {
                lines.add(new SkuQuantity(sku, 1 + random.nextInt(3)));
            }
        }
        String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
        String card = random.nextInt(5) == 0 ? "tok_decline" : "tok_ok";
        String city = random.nextInt(4) == 0 ? SimulatedCarrier.UNKNOWN_CITY : "London";
        Contact contact = switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new Contact(customer, SimulatedPost.NOBODY);
            default -> new Contact(customer, customer + "@example.com");
        };
        return Ask.of(new PlaceOrderRequest(
                customer,
                key,
                lines,
                card,
                contact,
                new Address(customer, "1 High Street", null, city, "E1", "GB"),
                originallyPlacedAt));
    }

    /** Orders of long ago, many at once, as an import brings them; some of them twice. */
    private void takeOver(OrderProcess process) {
        int invoices = 1 + random.nextInt(4);
        for (int i = 0; i < invoices; i++) {
            int invoice = random.nextInt(INVOICES);
            Ask ask = takenOver.computeIfAbsent(invoice, first -> {
                Ask fresh = newAsk("invoice-" + first, BEGINNING.plus(Duration.ofHours(first)));
                asks.add(fresh);
                return fresh;
            });
            place(process, ask);
        }
    }

    private void place(OrderProcess process, Ask ask) {
        place(process, ask, answer -> {});
    }

    /** @param hears the answer, or null where there was none; nothing where the process died */
    void place(OrderProcess process, Ask ask, Consumer<@Nullable Placement> hears) {
        Cause cause = Cause.request("request-" + ++requests, null);
        process.node().start("places " + ask.orderId(), () -> {
            try {
                Placement answer = process.placeOrder.place(ask.request(), cause);
                answered(ask, answer);
                hears.accept(answer);
            } catch (RuntimeException e) {
                if (environment.isPlanted(Plant.ACCEPTS_BEFORE_DURABLE)
                        && !process.node().isDead()) {
                    answered(
                            ask,
                            new Placement.Accepted(ask.orderId(), OrderStatus.PLACED, 1, Money.zero("GBP"), false));
                }
                process.node().explain("placing " + ask.orderId(), e);
                hears.accept(null);
            }
        });
    }

    private void answered(Ask ask, Placement placement) {
        environment.trace("placing " + ask.orderId() + " " + ask.request().lines() + " is answered with " + placement);
        Journals.OrderFacts order = journals.order(ask.orderId());
        switch (placement) {
            case Placement.Accepted answer -> {
                accepted++;
                environment.require(
                        answer.orderId().equals(ask.orderId()) && order != null,
                        Invariant.I2,
                        "accepted " + ask + " and the journal has nothing");
                environment.require(
                        order == null || isWhat(ask, order.placed),
                        Invariant.I3,
                        "accepted " + ask + " and the journal has " + (order == null ? "nothing" : order.placed));
            }
            case Placement.KeyReused _ ->
                environment.require(
                        order != null && !isWhat(ask, order.placed),
                        Invariant.I3,
                        "refused " + ask + " and the journal has " + (order == null ? "nothing" : order.placed));
            case Placement.InvalidLines _,
                    Placement.UnknownSkus _,
                    Placement.MixedCurrencies _,
                    Placement.TotalTooLarge _ ->
                environment.violate(Invariant.I17, ask + " was answered with " + placement);
        }
    }

    private void cancel(OrderProcess process, Ask ask) {
        cancel(process, ask, answer -> {});
    }

    /** @param hears as of {@link #place} */
    void cancel(OrderProcess process, Ask ask, Consumer<@Nullable Cancellation> hears) {
        Requester requester = Requester.customer(ask.request().customerId());
        Cause cause = Cause.request("request-" + ++requests, null);
        process.node().start("cancels " + ask.orderId(), () -> {
            try {
                Cancellation answer = process.cancelOrder.cancel(
                        ask.orderId(), requester, "changed my mind", OptionalLong.empty(), cause);
                environment.trace("cancelling " + ask.orderId() + " is answered with " + answer);
                Journals.OrderFacts order = journals.order(ask.orderId());
                switch (answer) {
                    case Cancellation.Accepted _ ->
                        environment.require(
                                order != null, Invariant.I2, "cancelled what was never placed: " + ask.orderId());
                    case Cancellation.TooLate _ ->
                        environment.require(
                                order != null && order.end != null,
                                Invariant.I2,
                                "too late to cancel what has not ended: " + ask.orderId());
                    case Cancellation.NotFound _, Cancellation.Stale _ -> {}
                }
                hears.accept(answer);
            } catch (RuntimeException e) {
                process.node().explain("cancelling " + ask.orderId(), e);
                hears.accept(null);
            }
        });
    }

    /** An operator gives money back, all or some of it, under one of few keys. */
    void refund(PaymentProcess process) {
        if (asks.isEmpty()) {
            return;
        }
        String orderId = asks.get(random.nextInt(asks.size())).orderId();
        Money amount = random.nextInt(3) == 0 ? null : new Money(1 + random.nextInt(300), "GBP");
        RequestRefund wish =
                new RequestRefund(orderId, orderId + "-" + random.nextInt(2), amount, "operator", "a broken cup");
        Cause cause = Cause.request("request-" + ++requests, null);
        process.node().start("refunds " + orderId, () -> {
            try {
                Outcome<Payment, PaymentRefusal> answer =
                        process.refunds.request(new StreamId("payment", orderId), wish, cause);
                environment.trace("refunding " + amount + " of " + orderId + " is answered with "
                        + answer.getClass().getSimpleName());
                boolean promised = answer instanceof Outcome.Done || answer instanceof Outcome.AlreadyDone;
                environment.require(
                        !promised || journals.wasPromised(orderId, wish.refundId()),
                        Invariant.I2,
                        "promised " + wish + ", and the journal does not know it");
            } catch (RuntimeException e) {
                process.node().explain("refunding " + orderId, e);
            }
        });
    }

    private static boolean isWhat(Ask ask, OrderPlaced placed) {
        return Journals.linesOf(placed).equals(ask.request().lines())
                && placed.card().equals(ask.request().card())
                && placed.customerId().equals(ask.request().customerId())
                && placed.idempotencyKey().equals(ask.request().idempotencyKey())
                && String.valueOf(placed.shipTo())
                        .equals(String.valueOf(ask.request().shipTo()))
                && String.valueOf(placed.contact())
                        .equals(String.valueOf(ask.request().contact()))
                && (ask.request().originallyPlacedAt() == null
                        || ask.request().originallyPlacedAt().equals(placed.placedAt()));
    }
}
