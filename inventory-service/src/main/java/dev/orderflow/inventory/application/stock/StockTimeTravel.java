package dev.orderflow.inventory.application.stock;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Positions.Position;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A product's stock as it was. The version that counts is the warehouse's, since all products share its stream.
 *
 * <p>The past is found by halving the product's pages of movements, each of which knows the stock at its end: a dozen small
 * reads at 100,000 movements, and never the stream from its start. What the read model may not have yet is read from the
 * journal: so an answer is what happened, and never changes any more.
 */
public final class StockTimeTravel {
    /** Of the warehouse, read behind the read model; some seconds' worth. Past it the read model has to catch up first. */
    private static final int MOST_COMMITS_BEHIND = 2_000;

    private final StreamId warehouse;
    private final Views<StockItem> items;
    private final Views<MovementPage> pages;
    private final Journal journal;
    private final Positions positions;

    public StockTimeTravel(
            StreamId warehouse,
            Views<StockItem> items,
            Views<MovementPage> pages,
            Journal journal,
            Positions positions) {
        this.warehouse = warehouse;
        this.items = items;
        this.pages = pages;
        this.journal = journal;
        this.positions = positions;
    }

    /** A product's history as of now, to be asked for moments. */
    public History history(String sku) {
        long seen = positions
                .find(List.of(warehouse))
                .getOrDefault(warehouse, Position.START)
                .seen();
        // The item is read after the position: so nothing up to there is missing in it.
        Optional<View<StockItem>> item = items.find(sku);
        List<Commit> behind = commitsAfter(seen);
        long known = item.map(View::version).orElse(0L);
        StockItem read = item.map(View::value).orElseGet(() -> StockItem.none(sku));
        List<StockMovement> newer = StockProjection.bySku(behind).getOrDefault(sku, List.of()).stream()
                .filter(movement -> movement.version() > known)
                .toList();
        long warehouseVersion =
                behind.isEmpty() ? Math.max(seen, known) : behind.getLast().lastVersion();
        return new History(read, newer, warehouseVersion);
    }

    private List<Commit> commitsAfter(long seen) {
        List<Commit> behind = new ArrayList<>();
        journal.read(warehouse, seen, stored -> {
            if (behind.size() == MOST_COMMITS_BEHIND) {
                throw new TransientFailureException(
                        "The stock's read model is more than " + MOST_COMMITS_BEHIND + " commits behind the warehouse");
            }
            behind.add(stored.commit());
        });
        return behind;
    }

    /** The moments of one product, found without reading those between. */
    public final class History {
        private final StockItem item;
        private final List<StockMoment> newest = new ArrayList<>();
        private final long warehouseVersion;
        private final Map<Long, MovementPage> read = new HashMap<>();

        private History(StockItem item, List<StockMovement> newer, long warehouseVersion) {
            this.item = item;
            this.warehouseVersion = warehouseVersion;
            newest.addAll(moments(item.movements(), item.newest(), item.onHand(), item.reserved()));
            long onHand = item.onHand();
            long reserved = item.reserved();
            for (StockMovement movement : newer) {
                onHand += movement.onHandBy();
                reserved += movement.reservedBy();
                newest.add(new StockMoment(size(), movement, onHand, reserved));
            }
        }

        /** Up to which version of the warehouse everything is known. */
        public long warehouseVersion() {
            return warehouseVersion;
        }

        /** How many movements there ever were. */
        public long size() {
            return item.fullPages() * StockItem.PAGE + newest.size();
        }

        /** The last moment at or before a version of the warehouse; empty where nothing had moved yet. */
        public Optional<StockMoment> atVersion(long version) {
            return last(moment -> moment.version() <= version);
        }

        /** The last moment at or before a time; empty where nothing had moved yet. */
        public Optional<StockMoment> asOf(Instant time) {
            return last(moment -> !moment.at().isAfter(time));
        }

        /** Moments by their number, oldest first. */
        public List<StockMoment> from(long number, int limit) {
            List<StockMoment> found = new ArrayList<>();
            for (long next = number; next < size() && found.size() < limit; next++) {
                found.add(moment(next));
            }
            return found;
        }

        /** Movements stand in the order of the warehouse's stream, so what holds up to a moment holds before it. */
        private Optional<StockMoment> last(Predicate<StockMoment> isStillPast) {
            long low = 0;
            long high = size();
            while (low < high) {
                long middle = (low + high) / 2;
                if (isStillPast.test(moment(middle))) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? Optional.empty() : Optional.of(moment(low - 1));
        }

        private StockMoment moment(long number) {
            long page = number / StockItem.PAGE;
            if (page >= item.fullPages()) {
                return newest.get((int) (number - item.fullPages() * StockItem.PAGE));
            }
            MovementPage full = read.computeIfAbsent(page, this::read);
            return moments((page + 1) * StockItem.PAGE, full.movements(), full.onHand(), full.reserved())
                    .get((int) (number % StockItem.PAGE));
        }

        private MovementPage read(long page) {
            return pages.find(MovementPage.id(item.sku(), page))
                    .orElseThrow(() -> new IllegalStateException(
                            "Page " + page + " of the movements of " + item.sku() + " is missing"))
                    .value();
        }

        /**
         * @param end number behind the last of them
         * @param onHand after the last of them
         */
        private static List<StockMoment> moments(long end, List<StockMovement> movements, long onHand, long reserved) {
            List<StockMoment> backwards = new ArrayList<>();
            long onHandAfter = onHand;
            long reservedAfter = reserved;
            for (int i = movements.size() - 1; i >= 0; i--) {
                StockMovement movement = movements.get(i);
                backwards.add(new StockMoment(end - movements.size() + i, movement, onHandAfter, reservedAfter));
                onHandAfter -= movement.onHandBy();
                reservedAfter -= movement.reservedBy();
            }
            return backwards.reversed();
        }
    }
}
