package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.eventstore.decision.Traced;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.order.application.placing.Placement.LineFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Places the orders of a stretch of rows, several at once, and says what became of each row. */
final class ChunkPlacing {
    private final String importId;
    private final OrderPlacing placing;
    private final Retrying retrying;
    private final ExecutorService threads;
    private final Semaphore atOnce;

    /** @param threads as many as are asked for; {@code ordersAtOnce} bounds how many do something */
    ChunkPlacing(String importId, OrderPlacing placing, Retrying retrying, ExecutorService threads, int ordersAtOnce) {
        this.importId = importId;
        this.placing = placing;
        this.retrying = retrying;
        this.threads = threads;
        this.atOnce = new Semaphore(ordersAtOnce);
    }

    /** Each in the order of the file. */
    record Result(List<ImportedOrder> orders, List<RefusedRow> refused) {}

    Result place(List<Invoice> invoices) {
        List<Callable<Result>> tasks = new ArrayList<>();
        List<RefusedRow> refused = new ArrayList<>();
        for (Invoice invoice : invoices) {
            refused.addAll(invoice.refused());
            Wish wish = invoice.wish();
            if (wish != null) {
                tasks.add(() -> bounded(wish));
            }
        }
        List<ImportedOrder> orders = new ArrayList<>();
        try {
            for (Future<Result> done : threads.invokeAll(tasks)) {
                Result result = done.get();
                orders.addAll(result.orders());
                refused.addAll(result.refused());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        refused.sort(Comparator.comparingLong(RefusedRow::line));
        return new Result(orders, refused);
    }

    private Result bounded(Wish wish) throws InterruptedException {
        atOnce.acquire();
        try {
            return retrying.call("place invoice " + wish.invoice(), attempt -> place(wish));
        } finally {
            atOnce.release();
        }
    }

    private Result place(Wish wish) {
        try {
            // Each order begins a trace: a file's thousands in one would be no help to anybody.
            return Traced.call(
                    "place-imported-order",
                    ImportCauses.ofInvoice(importId, wish.invoice()),
                    cause -> result(wish, placing.place(wish.request(), cause)));
        } catch (CommitTooLargeException e) {
            return refused(wish, RefusalReason.ORDER_NOT_POSSIBLE, "the order is too large to be stored");
        }
    }

    private Result result(Wish wish, Placement placement) {
        return switch (placement) {
            case Placement.Accepted accepted -> {
                boolean replayed = accepted.replayed() && !placing.wasPlacedBy(importId, accepted.orderId());
                yield new Result(
                        List.of(new ImportedOrder(
                                accepted.orderId(), wish.customerId(), wish.invoice(), wish.lineNumbers(), replayed)),
                        List.of());
            }
            case Placement.KeyReused reused ->
                refused(
                        wish,
                        RefusalReason.INVOICE_REPEATED,
                        "order " + reused.orderId() + " was placed for this invoice, with other lines");
            case Placement.UnknownSkus unknown -> refused(wish, RefusalReason.UNKNOWN_SKU, words(unknown.faults()));
            case Placement.InvalidLines invalid ->
                refused(wish, RefusalReason.ORDER_NOT_POSSIBLE, words(invalid.faults()));
            case Placement.MixedCurrencies mixed ->
                refused(
                        wish,
                        RefusalReason.ORDER_NOT_POSSIBLE,
                        "the catalogue's prices are in " + String.join(" and ", mixed.currencies()));
            case Placement.TotalTooLarge large ->
                refused(
                        wish,
                        RefusalReason.ORDER_NOT_POSSIBLE,
                        "the order's total is over " + large.largest() + " minor units");
        };
    }

    private static Result refused(Wish wish, RefusalReason reason, String detail) {
        return new Result(List.of(), wish.refusedFor(reason, detail));
    }

    /** The first few: each of the invoice's rows carries them. */
    private static String words(List<LineFault> faults) {
        String first = faults.stream().limit(3).map(LineFault::detail).collect(Collectors.joining(", "));
        return faults.size() <= 3 ? first : first + " and " + (faults.size() - 3) + " more";
    }
}
