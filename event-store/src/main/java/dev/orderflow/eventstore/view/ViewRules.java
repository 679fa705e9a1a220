package dev.orderflow.eventstore.view;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every adapter demands of its callers alike, so that a test against memory says what the engine would. */
public final class ViewRules {
    /** DynamoDB's transactions take no more. */
    private static final int MOST_WRITES = 100;

    /** Ten of DynamoDB's batches: what one request may ask for at once. */
    private static final int MOST_IDS = 1_000;

    private static final int LARGEST_PAGE = 1_000;

    private ViewRules() {}

    public static void checkWrite(Views.View<?> view, long expectedVersion) {
        if (view.id().isEmpty() || expectedVersion < 0 || view.version() <= expectedVersion) {
            throw new IllegalArgumentException("A write needs an id and raises the version: " + view.id() + " from "
                    + expectedVersion + " to " + view.version());
        }
    }

    public static void checkIds(Collection<String> ids) {
        if (ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("At most " + MOST_IDS + " ids a call, not " + ids.size());
        }
    }

    public static void checkQuery(ViewDefinition<?> definition, Views.Query query) {
        if (definition.indexes().stream().noneMatch(index -> index.name().equals(query.index()))) {
            throw new IllegalArgumentException(definition.name() + " has no index " + query.index());
        }
        if (query.limit() < 1 || query.limit() > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page has 1 to " + LARGEST_PAGE + " items, not " + query.limit());
        }
    }

    /** @param items identities of the items written */
    public static void checkTransaction(List<?> items) {
        Set<Object> distinct = new HashSet<>(items);
        if (items.isEmpty() || items.size() > MOST_WRITES || distinct.size() < items.size()) {
            throw new IllegalArgumentException(
                    "A transaction has 1 to " + MOST_WRITES + " writes, each of another item: " + items);
        }
    }

    /** What makes a query this one: a cursor given out for another does not fit. */
    public static List<@Nullable Object> identity(ViewDefinition<?> definition, Views.Query query) {
        return Arrays.asList(
                definition.name(), query.index(), query.partition(), query.from(), query.to(), query.descending());
    }
}
