package dev.orderflow.inventory.adapter.rest;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.fulfilment.KnownOrder;
import dev.orderflow.inventory.application.shipping.ShipmentItem;
import dev.orderflow.inventory.application.shipping.ShipmentProjection;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShipmentController {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** A shipment's version counts what is known of it: that it was asked for, and then how that ended. */
    private static final long REQUESTED = 1;

    private static final long ENDED = 2;

    private final Views<KnownOrder> orders;
    private final Views<ShipmentItem> shipments;
    private final ReadYourWrites readYourWrites;

    ShipmentController(Views<KnownOrder> orders, Views<ShipmentItem> shipments, ReadYourWrites readYourWrites) {
        this.orders = orders;
        this.shipments = shipments;
        this.readYourWrites = readYourWrites;
    }

    @GetMapping("/v1/shipments/{orderId}")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<ShipmentBody> one(
            @PathVariable String orderId, ReadDemand demand, Caller caller, HttpServletRequest request) {
        var read = readYourWrites.read(
                ShipmentProjection.READ_MODEL, demand, () -> find(orderId, caller), ShipmentBody::version);
        return Answers.of(request, demand, read, ShipmentBody::version, Function.identity(), "shipment");
    }

    private Optional<ShipmentBody> find(String orderId, Caller caller) {
        return Optional.of(orderId)
                .filter(id -> ID.matcher(id).matches())
                .flatMap(orders::find)
                .map(View::value)
                .filter(order -> caller.maySee(order.customerId()))
                .flatMap(this::shipment);
    }

    private Optional<ShipmentBody> shipment(KnownOrder order) {
        return shipments
                .find(order.orderId())
                .map(shipment -> ended(order, shipment.value()))
                .or(() -> Optional.ofNullable(order.shipmentRequestedAt()).map(at -> requested(order, at)));
    }

    private static ShipmentBody ended(KnownOrder order, ShipmentItem shipment) {
        return new ShipmentBody(
                order.orderId(),
                shipment.isDispatched() ? Status.DISPATCHED : Status.FAILED,
                ENDED,
                shipment.shipmentId(),
                shipment.trackingNumber(),
                shipment.reason(),
                shipment.isDispatched() ? shipment.lines() : order.lines(),
                shipment.at());
    }

    private static ShipmentBody requested(KnownOrder order, Instant at) {
        return new ShipmentBody(order.orderId(), Status.REQUESTED, REQUESTED, null, null, null, order.lines(), at);
    }

    enum Status {
        REQUESTED,
        DISPATCHED,
        FAILED
    }

    record ShipmentBody(
            String orderId,
            Status status,
            long version,
            @Nullable String shipmentId,
            @Nullable String trackingNumber,
            @Nullable String reason,
            List<SkuQuantity> lines,
            Instant updatedAt) {}
}
