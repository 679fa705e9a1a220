package dev.orderflow.inventory.adapter.rest;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.catalogue.Catalogue;
import dev.orderflow.inventory.application.catalogue.ProductItem;
import dev.orderflow.inventory.application.stock.StockItem;
import dev.orderflow.inventory.application.stock.StockMovement;
import dev.orderflow.inventory.application.stock.StockRecords;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.Booking;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand;
import dev.orderflow.inventory.domain.WarehouseCommand.AdjustStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.request.IdempotencyKey;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/stock/{sku}")
class StockController {
    /** Far above any delivery, and far below what could make a sum of many wrap. */
    private static final int MOST_PIECES = 10_000_000;

    private static final ProblemType STOCK_WOULD_BE_NEGATIVE =
            new ProblemType("stock-would-be-negative", 409, "There is not that much to take away");

    private final WarehouseWriter warehouse;
    private final Catalogue catalogue;
    private final Views<ProductItem> products;
    private final StockRecords stock;
    private final ReadYourWrites readYourWrites;

    StockController(
            WarehouseWriter warehouse,
            Catalogue catalogue,
            Views<ProductItem> products,
            StockRecords stock,
            ReadYourWrites readYourWrites) {
        this.warehouse = warehouse;
        this.catalogue = catalogue;
        this.products = products;
        this.stock = stock;
        this.readYourWrites = readYourWrites;
    }

    @GetMapping
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<StockBody> one(@PathVariable @Sku String sku, ReadDemand demand, HttpServletRequest request) {
        var read = readYourWrites.read(StockRecords.READ_MODEL, demand, () -> find(sku), StockBody::version);
        return Answers.of(request, demand, read, StockBody::version, Function.identity(), "stock");
    }

    @GetMapping("/movements")
    @RequiresScope(Scopes.OPERATIONS)
    ResponseEntity<ItemList<StockMovement>> movements(
            @PathVariable @Sku String sku, ReadDemand demand, PageRequest page) {
        // A product's newest movements are part of its stock's item: who sees the one sees the others.
        var read = readYourWrites.read(StockRecords.READ_MODEL, demand, () -> find(sku), StockBody::version);
        Answers.found(demand, read, "product");
        Page<StockMovement> movements =
                stock.movements(sku, page.limit(), page.cursor()).orElse(new Page<>(List.of(), null));
        return Answers.page(demand, read, movements, Function.identity());
    }

    @PostMapping("/receipts")
    @RequiresScope(Scopes.CATALOG_WRITE)
    ResponseEntity<StockChanged> receive(
            @PathVariable @Sku String sku,
            IdempotencyKey key,
            @RequestBody ReceiveBody body,
            Caller caller,
            Cause cause) {
        requireListed(sku);
        String receiptId = DerivedIds.of("r", caller.subject(), key.value());
        ReceiveStock receive =
                new ReceiveStock(receiptId, List.of(new SkuQuantity(sku, body.quantity())), body.reason());
        return changed(sku, body.quantity(), receive, cause, after -> after.receipt(receiptId));
    }

    @PostMapping("/adjustments")
    @RequiresScope(Scopes.CATALOG_WRITE)
    ResponseEntity<StockChanged> adjust(
            @PathVariable @Sku String sku,
            IdempotencyKey key,
            @RequestBody AdjustBody body,
            Caller caller,
            Cause cause) {
        if (body.delta() == 0) {
            throw new ProblemException(
                    ProblemTypes.INVALID_REQUEST,
                    "Correct what is named in errors.",
                    List.of(InputError.body("/delta", "must not be 0")));
        }
        requireListed(sku);
        String adjustmentId = DerivedIds.of("a", caller.subject(), key.value());
        AdjustStock adjust = new AdjustStock(adjustmentId, sku, body.delta(), body.reason());
        return changed(sku, body.delta(), adjust, cause, after -> after.adjustment(adjustmentId));
    }

    private ResponseEntity<StockChanged> changed(
            String sku,
            int change,
            WarehouseCommand command,
            Cause cause,
            Function<Warehouse, @Nullable Booking> booking) {
        Outcome<Warehouse, WarehouseRefusal> outcome = warehouse.execute(command, cause);
        return switch (outcome) {
            case Outcome.Done<Warehouse, WarehouseRefusal> done -> counted(sku, change, done.version(), false);
            case Outcome.AlreadyDone<Warehouse, WarehouseRefusal> done -> {
                Booking before = booking.apply(done.state());
                yield counted(sku, change, before == null ? done.version() : before.version(), true);
            }
            case Outcome.Refused<Warehouse, WarehouseRefusal> refused -> throw problem(refused.refusal());
            case Outcome.Stale<Warehouse, WarehouseRefusal> stale ->
                throw new IllegalStateException("Nobody expected a version");
        };
    }

    private static ResponseEntity<StockChanged> counted(String sku, int change, long version, boolean replayed) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create("/v1/stock/" + sku));
        if (replayed) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(new StockChanged(sku, change, version));
    }

    private static ProblemException problem(WarehouseRefusal refusal) {
        return switch (refusal) {
            case WarehouseRefusal.ReceiptIdUsedOtherwise used -> keyReused();
            case WarehouseRefusal.AdjustmentIdUsedOtherwise used -> keyReused();
            case WarehouseRefusal.LessThanNothingLeft(var sku, var available, var delta) ->
                new ProblemException(
                        STOCK_WOULD_BE_NEGATIVE,
                        "Nothing was done: " + available + " of " + sku + " are available, " + -(long) delta
                                + " were to be taken away. What is reserved for orders stays.");
            case WarehouseRefusal.AlreadyDispatched(var orderId) -> throw notOfThisKind(orderId);
            case WarehouseRefusal.NothingReserved(var orderId) -> throw notOfThisKind(orderId);
        };
    }

    private static ProblemException keyReused() {
        return new ProblemException(
                ProblemTypes.IDEMPOTENCY_KEY_REUSED,
                "Nothing was done. Send a new key for a new change; the old one belongs to another content.");
    }

    private static IllegalStateException notOfThisKind(String orderId) {
        return new IllegalStateException("A change of stock was refused for order " + orderId);
    }

    private Optional<StockBody> find(String sku) {
        return stock.find(sku)
                .map(StockBody::of)
                .or(() -> products.find(sku).map(product -> new StockBody(sku, 0, 0, 0, 0)));
    }

    private void requireListed(String sku) {
        if (!catalogue.isListed(sku)) {
            throw noSuchProduct(sku);
        }
    }

    private static ProblemException noSuchProduct(String sku) {
        return new ProblemException(
                ProblemTypes.NOT_FOUND, "There is no product " + sku + "; list it first: PUT /v1/products/" + sku);
    }

    record ReceiveBody(
            @Min(1) @Max(MOST_PIECES) int quantity,
            @NotBlank @Size(max = 200) String reason) {}

    record AdjustBody(
            @Min(-MOST_PIECES) @Max(MOST_PIECES) int delta,
            @NotBlank @Size(max = 200) String reason) {}

    /** @param version the warehouse's */
    record StockChanged(String sku, int change, long version) {}

    record StockBody(String sku, long onHand, long reserved, long available, long version) {
        static StockBody of(View<StockItem> view) {
            StockItem item = view.value();
            return new StockBody(item.sku(), item.onHand(), item.reserved(), item.available(), view.version());
        }
    }
}
