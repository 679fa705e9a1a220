package dev.orderflow.order.application.placing;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.order.application.OrderCauses;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import dev.orderflow.order.application.placing.Placement.LineFault;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderCommand.PlaceOrder;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places orders: looks up the prices, then appends. The append is the idempotency record and the only thing that the
 * client waits for after the prices.
 */
public final class PlaceOrderHandler {
    /** An order's first event is its version 1, and what a client is told of it never changes. */
    private static final long FIRST_VERSION = 1;

    private final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;
    private final Catalogue catalogue;
    private final InstantSource clock;

    public PlaceOrderHandler(
            Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders, Catalogue catalogue, InstantSource clock) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * @throws RuntimeException where it is not known whether the order was placed; the same request again will tell
     */
    public Placement place(PlaceOrderRequest request, Cause cause) {
        List<LineFault> faults = faults(request.lines());
        if (!faults.isEmpty()) {
            return new Placement.InvalidLines(faults);
        }
        List<String> skus = request.lines().stream().map(SkuQuantity::sku).toList();
        Priced priced = price(request.lines(), catalogue.find(skus));
        return switch (priced) {
            case Priced.Order order -> append(request, order.lines(), cause);
            // A request that was accepted before is answered as before, whatever became of the catalogue.
            case Priced.Impossible impossible -> earlier(request, impossible.why());
        };
    }

    private Placement append(PlaceOrderRequest request, List<OrderLine> lines, Cause cause) {
        String orderId = OrderIds.orderId(request.customerId(), request.idempotencyKey());
        PlaceOrder command = new PlaceOrder(
                orderId,
                request.customerId(),
                request.idempotencyKey(),
                request.digest(),
                request.originallyPlacedAt() == null
                        ? clock.instant().truncatedTo(ChronoUnit.MILLIS)
                        : request.originallyPlacedAt(),
                lines,
                request.card(),
                request.contact(),
                request.shipTo());
        return switch (orders.executeOnNew(stream(orderId), command, OrderCauses.of(orderId, cause))) {
            case Outcome.Done<Order, OrderRefusal> done -> accepted(placed(done.state()), false);
            case Outcome.AlreadyDone<Order, OrderRefusal> done -> accepted(placed(done.state()), true);
            case Outcome.Refused<Order, OrderRefusal> refused -> refused(orderId, refused.refusal());
            case Outcome.Stale<Order, OrderRefusal> stale ->
                throw new IllegalStateException("No version was expected of " + orderId + ": " + stale.version());
        };
    }

    private Placement earlier(PlaceOrderRequest request, Placement otherwise) {
        String orderId = OrderIds.orderId(request.customerId(), request.idempotencyKey());
        return switch (orders.load(stream(orderId)).state()) {
            case Order.NotPlaced _ -> otherwise;
            case Order.Placed placed ->
                placed.details().requestDigest().equals(request.digest())
                        ? accepted(placed, true)
                        : new Placement.KeyReused(orderId);
        };
    }

    private static Placement accepted(Order.Placed order, boolean replayed) {
        return new Placement.Accepted(
                order.details().orderId(),
                OrderStatus.PLACED,
                FIRST_VERSION,
                order.details().total(),
                replayed);
    }

    private static Placement refused(String orderId, OrderRefusal refusal) {
        return switch (refusal) {
            case OrderRefusal.IdempotencyKeyReused _ -> new Placement.KeyReused(orderId);
            case OrderRefusal.OrderNotFound _,
                    OrderRefusal.OrderAlreadyEnded _,
                    OrderRefusal.ContradictsHistory _,
                    OrderRefusal.StepNotPending _,
                    OrderRefusal.ActionUnsafe _ ->
                throw new IllegalStateException("Placing " + orderId + " cannot be refused with " + refusal);
        };
    }

    private static Order.Placed placed(Order order) {
        return switch (order) {
            case Order.Placed placed -> placed;
            case Order.NotPlaced _ -> throw new IllegalStateException("An accepted order is placed");
        };
    }

    private static StreamId stream(String orderId) {
        return OrderIds.stream(orderId);
    }

    private static List<LineFault> faults(List<SkuQuantity> lines) {
        if (lines.isEmpty()) {
            return List.of(new LineFault(-1, "", "must have at least one line"));
        }
        if (lines.size() > OrderLimits.LINES) {
            return List.of(new LineFault(
                    -1, "", "must have at most " + OrderLimits.LINES + " lines; there are " + lines.size()));
        }
        List<LineFault> faults = new ArrayList<>();
        Map<String, Integer> firstLines = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            SkuQuantity line = lines.get(i);
            Integer first = firstLines.putIfAbsent(line.sku(), i);
            if (first != null) {
                faults.add(new LineFault(
                        i,
                        "sku",
                        "is the SKU of line " + first + " too (lines count from 0): order a SKU in one line"));
            }
            if (line.quantity() < 1 || line.quantity() > OrderLimits.QUANTITY) {
                faults.add(new LineFault(i, "quantity", "must be from 1 to " + OrderLimits.QUANTITY));
            }
        }
        return faults;
    }

    private static Priced price(List<SkuQuantity> wanted, Map<String, CatalogueEntry> entries) {
        List<OrderLine> lines = new ArrayList<>();
        List<LineFault> unknown = new ArrayList<>();
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < wanted.size(); i++) {
            SkuQuantity line = wanted.get(i);
            CatalogueEntry entry = entries.get(line.sku());
            if (entry == null) {
                unknown.add(new LineFault(i, "sku", "\"" + line.sku() + "\" is not in the catalogue"));
                continue;
            }
            lines.add(new OrderLine(line.sku(), entry.description(), line.quantity(), entry.unitPrice()));
            total = total.add(
                    BigInteger.valueOf(entry.unitPrice().amount()).multiply(BigInteger.valueOf(line.quantity())));
        }
        if (!unknown.isEmpty()) {
            return new Priced.Impossible(new Placement.UnknownSkus(unknown));
        }
        List<String> currencies = lines.stream()
                .map(OrderLine::unitPrice)
                .map(Money::currency)
                .distinct()
                .sorted()
                .toList();
        if (currencies.size() > 1) {
            return new Priced.Impossible(new Placement.MixedCurrencies(currencies));
        }
        if (total.compareTo(BigInteger.valueOf(OrderLimits.TOTAL)) > 0) {
            return new Priced.Impossible(new Placement.TotalTooLarge(OrderLimits.TOTAL));
        }
        return new Priced.Order(lines);
    }

    /** What today's catalogue makes of the wish. */
    private sealed interface Priced {
        record Order(List<OrderLine> lines) implements Priced {}

        record Impossible(Placement why) implements Priced {}
    }
}
