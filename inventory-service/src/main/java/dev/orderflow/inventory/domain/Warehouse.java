package dev.orderflow.inventory.domain;

import dev.orderflow.events.SkuQuantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse as of a version of its stream, immutable. {@link WarehouseDecider} knows what may follow.
 *
 * <p><b>What is remembered.</b> Stock levels and held orders: all, they are the goods in the house. Ended orders and
 * receipts: the most recent {@value #ENDED_ORDERS} and {@value #RECEIPTS}. They answer redeliveries, and a redelivery is
 * never older than the commits that a consumer had in hand when it stopped, because each consumer's durable positions
 * drop everything before. The bound is days of a very busy shop, years of a small one, and some 20 MB.
 */
public final class Warehouse {
    static final int ENDED_ORDERS = 100_000;

    /** Receipts, and as many adjustments: people repeat a request within minutes, the importer within its run. */
    static final int RECEIPTS = 20_000;

    static final Warehouse EMPTY = new Warehouse(
            0,
            PersistentMap.empty(),
            PersistentMap.empty(),
            RecentMemory.of(ENDED_ORDERS),
            RecentMemory.of(RECEIPTS),
            RecentMemory.of(RECEIPTS));

    private final long version;
    private final PersistentMap<String, StockLevel> levels;
    private final PersistentMap<String, Reservation> held;
    private final RecentMemory<OrderEnd> ended;
    private final RecentMemory<Booking> receipts;
    private final RecentMemory<Booking> adjustments;

    private Warehouse(
            long version,
            PersistentMap<String, StockLevel> levels,
            PersistentMap<String, Reservation> held,
            RecentMemory<OrderEnd> ended,
            RecentMemory<Booking> receipts,
            RecentMemory<Booking> adjustments) {
        this.version = version;
        this.levels = levels;
        this.held = held;
        this.ended = ended;
        this.receipts = receipts;
        this.adjustments = adjustments;
    }

    /** How many events were folded. */
    public long version() {
        return version;
    }

    public StockLevel level(String sku) {
        StockLevel level = levels.get(sku);
        return level == null ? StockLevel.NONE : level;
    }

    /** What is held for the order, or null. */
    public @Nullable Reservation held(String orderId) {
        return held.get(orderId);
    }

    /** How the order ended, or null where it did not or is forgotten. */
    public @Nullable OrderEnd ended(String orderId) {
        return ended.find(orderId);
    }

    /** The receipt as it was booked, or null where there was none or it is forgotten. */
    public @Nullable Booking receipt(String receiptId) {
        return receipts.find(receiptId);
    }

    /** As {@link #receipt}. */
    public @Nullable Booking adjustment(String adjustmentId) {
        return adjustments.find(adjustmentId);
    }

    Warehouse received(String receiptId, List<SkuQuantity> lines, String reason) {
        PersistentMap<String, StockLevel> more = moved(lines, 1, 0);
        Booking booking = new Booking(Booking.fingerprint(lines, reason), version + 1);
        return new Warehouse(version + 1, more, held, ended, receipts.with(receiptId, booking), adjustments);
    }

    Warehouse adjusted(String adjustmentId, String sku, int delta, String reason) {
        PersistentMap<String, StockLevel> changed = levels.put(sku, level(sku).changed(delta, 0));
        Booking booking = new Booking(Booking.fingerprint(sku, delta, reason), version + 1);
        return new Warehouse(version + 1, changed, held, ended, receipts, adjustments.with(adjustmentId, booking));
    }

    Warehouse reserved(String orderId, List<SkuQuantity> lines) {
        // An end that a build with a longer memory still knows is no reason to refuse what was once accepted.
        PersistentMap<String, Reservation> more = held.put(orderId, new Reservation(lines, false));
        return new Warehouse(version + 1, moved(lines, 0, 1), more, ended.without(orderId), receipts, adjustments);
    }

    Warehouse released(String orderId, List<SkuQuantity> lines) {
        return ended(orderId, moved(lines, 0, -1), OrderEnd.RELEASED);
    }

    Warehouse dispatched(String orderId, List<SkuQuantity> lines) {
        return ended(orderId, moved(lines, -1, -1), OrderEnd.DISPATCHED);
    }

    Warehouse endedWithoutStock(String orderId, OrderEnd end) {
        return ended(orderId, levels, end);
    }

    Warehouse shipmentFailed(String orderId, Reservation reservation) {
        PersistentMap<String, Reservation> marked = held.put(orderId, new Reservation(reservation.lines(), true));
        return new Warehouse(version + 1, levels, marked, ended, receipts, adjustments);
    }

    /** Everything in it, in plain collections. */
    public WarehouseMemento memento() {
        Map<String, StockLevel> allLevels = new HashMap<>();
        levels.forEach(allLevels::put);
        Map<String, Reservation> allHeld = new HashMap<>();
        held.forEach(allHeld::put);
        List<WarehouseMemento.Ended> allEnded = new ArrayList<>();
        ended.forEach((orderId, end) -> allEnded.add(new WarehouseMemento.Ended(orderId, end)));
        return new WarehouseMemento(version, allLevels, allHeld, allEnded, booked(receipts), booked(adjustments));
    }

    /** The warehouse that a memento was made of. */
    public static Warehouse of(WarehouseMemento memento) {
        PersistentMap<String, StockLevel> levels = PersistentMap.empty();
        for (var entry : memento.levels().entrySet()) {
            levels = levels.put(entry.getKey(), entry.getValue());
        }
        PersistentMap<String, Reservation> held = PersistentMap.empty();
        for (var entry : memento.held().entrySet()) {
            held = held.put(entry.getKey(), entry.getValue());
        }
        RecentMemory<OrderEnd> ended = RecentMemory.of(ENDED_ORDERS);
        for (WarehouseMemento.Ended one : memento.ended()) {
            ended = ended.with(one.orderId(), one.end());
        }
        return new Warehouse(
                memento.version(),
                levels,
                held,
                ended,
                remembered(memento.receipts()),
                remembered(memento.adjustments()));
    }

    private Warehouse ended(String orderId, PersistentMap<String, StockLevel> changed, OrderEnd end) {
        return new Warehouse(
                version + 1, changed, held.remove(orderId), ended.with(orderId, end), receipts, adjustments);
    }

    private PersistentMap<String, StockLevel> moved(List<SkuQuantity> lines, int onHand, int reserved) {
        PersistentMap<String, StockLevel> changed = levels;
        for (SkuQuantity line : lines) {
            StockLevel before = changed.get(line.sku());
            long pieces = line.quantity();
            changed = changed.put(
                    line.sku(),
                    (before == null ? StockLevel.NONE : before).changed(onHand * pieces, reserved * pieces));
        }
        return changed;
    }

    private static List<WarehouseMemento.Booked> booked(RecentMemory<Booking> bookings) {
        List<WarehouseMemento.Booked> all = new ArrayList<>();
        bookings.forEach((id, booking) -> all.add(new WarehouseMemento.Booked(id, booking)));
        return all;
    }

    private static RecentMemory<Booking> remembered(List<WarehouseMemento.Booked> bookings) {
        RecentMemory<Booking> memory = RecentMemory.of(RECEIPTS);
        for (WarehouseMemento.Booked one : bookings) {
            memory = memory.with(one.id(), one.booking());
        }
        return memory;
    }
}
