package dev.orderflow.inventory.adapter.rest;

import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.inventory.application.stock.StockMoment;
import dev.orderflow.inventory.application.stock.StockMovement;
import dev.orderflow.inventory.application.stock.StockTimeTravel;
import dev.orderflow.inventory.application.stock.StockTimeTravel.History;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A product's stock as it was; versions are the warehouse's. */
@RestController
class StockTimeTravelController {
    private static final String ONE_OR_MORE = "must be 1 or more";

    private final StockTimeTravel timeTravel;

    StockTimeTravelController(StockTimeTravel timeTravel) {
        this.timeTravel = timeTravel;
    }

    @GetMapping(path = "/v1/stock/{sku}", params = "version", produces = "application/json")
    @RequiresScope(Scopes.ORDERS_READ)
    PastStockBody atVersion(
            @PathVariable @Sku String sku,
            @RequestParam @Min(value = 1, message = ONE_OR_MORE) long version,
            @RequestParam(required = false) @Nullable Instant asOf) {
        if (asOf != null) {
            throw new ProblemException(
                    ProblemTypes.INVALID_REQUEST,
                    "Correct what is named in errors.",
                    List.of(InputError.parameter("asOf", "cannot be asked for together with version")));
        }
        return at(sku, timeTravel.history(sku), version);
    }

    @GetMapping(
            path = "/v1/stock/{sku}",
            params = {"asOf", "!version"},
            produces = "application/json")
    @RequiresScope(Scopes.ORDERS_READ)
    PastStockBody asOf(@PathVariable @Sku String sku, @RequestParam Instant asOf) {
        return timeTravel
                .history(sku)
                .asOf(asOf)
                .map(moment -> PastStockBody.of(sku, moment))
                .orElseThrow(() -> nothingYet(sku));
    }

    @GetMapping(path = "/v1/stock/{sku}/diff", produces = "application/json")
    @RequiresScope(Scopes.ORDERS_READ)
    StockDiffBody diff(
            @PathVariable @Sku String sku,
            @RequestParam @Min(value = 1, message = ONE_OR_MORE) long from,
            @RequestParam @Min(value = 1, message = ONE_OR_MORE) long to) {
        History history = timeTravel.history(sku);
        return StockDiffBody.of(sku, from, to, at(sku, history, from), at(sku, history, to));
    }

    @GetMapping(path = "/v1/stock/{sku}/events", produces = "application/json")
    @RequiresScope(Scopes.OPERATIONS)
    ResponseEntity<ItemList<StockEventBody>> events(@PathVariable @Sku String sku, PageRequest page) {
        History history = timeTravel.history(sku);
        if (history.size() == 0) {
            throw nothingYet(sku);
        }
        List<String> identity = List.of("stock-events", sku);
        long from = page.cursor() == null
                ? 0
                : number(Cursors.read(identity, page.cursor(), 1).getFirst());
        List<StockMoment> moments = history.from(from, page.limit());
        long next = from + moments.size();
        return ItemList.of(
                moments.stream().map(StockEventBody::of).toList(),
                next >= history.size() ? null : Cursors.write(identity, List.of(Long.toString(next))));
    }

    private static PastStockBody at(String sku, History history, long version) {
        if (version > history.warehouseVersion()) {
            throw new ProblemException(
                    ProblemTypes.NOT_FOUND,
                    "The warehouse has come to version " + history.warehouseVersion() + ", not yet to " + version
                            + ".");
        }
        Optional<StockMoment> moment = history.atVersion(version);
        return moment.map(known -> PastStockBody.of(sku, known)).orElseThrow(() -> nothingYet(sku));
    }

    private static ProblemException nothingYet(String sku) {
        return new ProblemException(ProblemTypes.NOT_FOUND, "Nothing of " + sku + " had been received by then.");
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidCursorException();
        }
    }

    /**
     * @param version the warehouse's at the product's last movement until then
     * @param since when that was
     */
    record PastStockBody(String sku, long onHand, long reserved, long available, long version, Instant since) {
        static PastStockBody of(String sku, StockMoment moment) {
            return new PastStockBody(
                    sku,
                    moment.onHand(),
                    moment.reserved(),
                    moment.available(),
                    moment.version(),
                    moment.movement().at());
        }
    }

    /** @param onHand how much more there is at {@code to}, like the others; negative where there is less */
    record StockDiffBody(
            String sku,
            long from,
            long to,
            long onHand,
            long reserved,
            long available,
            PastStockBody before,
            PastStockBody after) {
        static StockDiffBody of(String sku, long from, long to, PastStockBody before, PastStockBody after) {
            return new StockDiffBody(
                    sku,
                    from,
                    to,
                    after.onHand() - before.onHand(),
                    after.reserved() - before.reserved(),
                    after.available() - before.available(),
                    before,
                    after);
        }
    }

    /** A movement with what it left. */
    record StockEventBody(
            long version,
            Instant at,
            StockMovement.Type type,
            int quantity,
            @Nullable String orderId,
            @Nullable String reason,
            long onHand,
            long reserved,
            long available) {
        static StockEventBody of(StockMoment moment) {
            StockMovement movement = moment.movement();
            return new StockEventBody(
                    movement.version(),
                    movement.at(),
                    movement.type(),
                    movement.quantity(),
                    movement.orderId(),
                    movement.reason(),
                    moment.onHand(),
                    moment.reserved(),
                    moment.available());
        }
    }
}
