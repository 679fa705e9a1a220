package dev.orderflow.inventory.application.stock;

import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StockProjection} wrote. */
public final class StockRecords {
    /** As operators name it. */
    public static final String READ_MODEL = "stock";

    public static final ViewDefinition<StockItem> ITEMS = new ViewDefinition<>("stock", StockItem.class, List.of());
    public static final ViewDefinition<MovementPage> PAGES =
            new ViewDefinition<>("stock-movements", MovementPage.class, List.of());

    private final Views<StockItem> items;
    private final Views<MovementPage> pages;

    public StockRecords(Views<StockItem> items, Views<MovementPage> pages) {
        this.items = items;
        this.pages = pages;
    }

    public Optional<View<StockItem>> find(String sku) {
        return items.find(sku);
    }

    /**
     * What moved the product's stock, newest first.
     *
     * @param limit 1 to 100
     * @param cursor of the page before, or null for the newest
     * @return empty where nothing ever did
     * @throws InvalidCursorException where the cursor is not one of this product's list
     */
    public Optional<Page<StockMovement>> movements(String sku, int limit, @Nullable String cursor) {
        return items.find(sku).map(item -> movements(item.value(), limit, cursor));
    }

    private Page<StockMovement> movements(StockItem item, int limit, @Nullable String cursor) {
        // Movements are numbered from 0; the cursor says how many there are below the end of the page before.
        long below = cursor == null ? item.movements() : read(item, cursor);
        long first = Math.max(0, below - limit);
        Map<String, View<MovementPage>> full = fullPages(item, first, below);
        List<StockMovement> movements = new ArrayList<>();
        for (long number = below - 1; number >= first; number--) {
            long page = number / StockItem.PAGE;
            int place = (int) (number % StockItem.PAGE);
            movements.add(
                    page == item.fullPages()
                            ? item.newest().get(place)
                            : stored(item.sku(), page, full).movements().get(place));
        }
        String next = first == 0 ? null : Cursors.write(list(item.sku()), List.of(Long.toString(first)));
        return new Page<>(movements, next);
    }

    private Map<String, View<MovementPage>> fullPages(StockItem item, long first, long below) {
        List<String> ids = new ArrayList<>();
        for (long page = first / StockItem.PAGE; page * StockItem.PAGE < below && page < item.fullPages(); page++) {
            ids.add(MovementPage.id(item.sku(), page));
        }
        return ids.isEmpty() ? Map.of() : pages.findAll(ids);
    }

    private static MovementPage stored(String sku, long page, Map<String, View<MovementPage>> full) {
        View<MovementPage> found = full.get(MovementPage.id(sku, page));
        if (found == null) {
            throw new IllegalStateException("Page " + page + " of the movements of " + sku + " is missing");
        }
        return found.value();
    }

    private static long read(StockItem item, String cursor) {
        String below = Cursors.read(list(item.sku()), cursor, 1).getFirst();
        try {
            long number = Long.parseLong(below);
            if (number < 1 || number > item.movements()) {
                throw new InvalidCursorException();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InvalidCursorException();
        }
    }

    private static List<String> list(String sku) {
        return List.of(PAGES.name(), sku);
    }
}
