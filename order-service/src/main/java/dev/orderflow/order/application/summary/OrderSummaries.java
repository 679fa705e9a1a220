package dev.orderflow.order.application.summary;

import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds orders in the read model: one, or lists of them, newest first. */
public final class OrderSummaries {
    /** As operators name it. */
    public static final String READ_MODEL = "order-summaries";

    /** Where {@code DueWork} finds what is due. */
    public static final String DUE = "due";

    private static final String BY_CUSTOMER = "customer";
    private static final String BY_STATUS = "status";
    private static final String ALL = "all";

    /**
     * Over how many partitions a key that all orders share is spread: DynamoDB takes 1,000 write units a second for one,
     * and eight such are more than the stream of a region's shop brings.
     */
    private static final int BUCKETS = 8;

    public static final List<String> DUE_PARTITIONS = buckets(DUE);

    private static final String STUCK = "stuck";

    public static final ViewDefinition<OrderSummary> VIEW = new ViewDefinition<>(
            READ_MODEL,
            OrderSummary.class,
            List.of(
                    new Index<>(BY_CUSTOMER, order -> new IndexKey(order.customerId(), placed(order))),
                    new Index<>(
                            BY_STATUS,
                            order -> new IndexKey(bucket(order.status().name(), order), placed(order))),
                    new Index<>(ALL, order -> new IndexKey(bucket(ALL, order), placed(order))),
                    new Index<>(DUE, OrderSummaries::due),
                    new Index<>(STUCK, OrderSummaries::stuck)));

    public static final ViewDefinition<OrderContent> CONTENT_VIEW =
            new ViewDefinition<>("order-contents", OrderContent.class, List.of());

    /**
     * How many orders of one customer are looked at for a page of those with some status. Past it the page is shorter
     * and its cursor leads on, so that no request reads without bound.
     */
    private static final int MOST_LOOKED_AT = 1_000;

    private final Views<OrderSummary> summaries;
    private final Views<OrderContent> contents;

    public OrderSummaries(Views<OrderSummary> summaries, Views<OrderContent> contents) {
        this.summaries = summaries;
        this.contents = contents;
    }

    /**
     * Which orders a list holds.
     *
     * @param from placed at this time or later, or null
     * @param to placed before this time, or null
     */
    public record Filter(
            @Nullable String customerId,
            @Nullable OrderStatus status,
            @Nullable Instant from,
            @Nullable Instant to) {}

    public Optional<View<OrderSummary>> find(String orderId) {
        return summaries.find(orderId);
    }

    public Optional<OrderContent> content(String orderId) {
        return contents.find(orderId).map(View::value);
    }

    /**
     * A page of orders, newest first.
     *
     * @param limit orders at most, 1 to 100
     * @param cursor of the page before, or null
     * @throws dev.orderflow.eventstore.view.InvalidCursorException where the cursor is not one of this list
     */
    public Page<View<OrderSummary>> list(Filter filter, int limit, @Nullable String cursor) {
        List<@Nullable Object> identity =
                Arrays.asList("orders", filter.customerId(), filter.status(), text(filter.from()), text(filter.to()));
        String before =
                cursor == null ? null : Cursors.read(identity, cursor, 1).getFirst();
        return filter.customerId() == null
                ? ofEverybody(filter, limit, before, identity)
                : ofCustomer(filter.customerId(), filter, limit, before, identity);
    }

    /**
     * Orders whose pending step was given up, those first that have waited longest.
     *
     * @param after the {@link #stuckKey} after which the list begins, or null for its start
     */
    public List<View<OrderSummary>> stuck(@Nullable String after, int limit) {
        List<View<OrderSummary>> found = new ArrayList<>();
        for (String partition : buckets(STUCK)) {
            // One more than wanted, since the one at the place itself is found again.
            found.addAll(summaries
                    .query(new Query(STUCK, partition, after, null, false, limit + 1, null))
                    .items());
        }
        return found.stream()
                .filter(view -> after == null || key(view.value()).compareTo(after) > 0)
                .sorted(Comparator.comparing((View<OrderSummary> view) -> key(view.value())))
                .limit(limit)
                .toList();
    }

    /** The place of a stuck order in the list. */
    public static String stuckKey(Instant since, String orderId) {
        return DueWork.sortKey(since) + "#" + orderId;
    }

    private static String key(OrderSummary order) {
        IndexKey key = stuck(order);
        return key == null ? "" : key.sort();
    }

    private static @Nullable IndexKey stuck(OrderSummary order) {
        StepProgress pending = order.pending();
        Instant givenUpAt = pending == null ? null : pending.givenUpAt();
        return givenUpAt == null ? null : new IndexKey(bucket(STUCK, order), stuckKey(givenUpAt, order.orderId()));
    }

    /** The newest of each bucket, merged: nothing that belongs on the page can be further down in its bucket. */
    private Page<View<OrderSummary>> ofEverybody(
            Filter filter, int limit, @Nullable String before, List<@Nullable Object> identity) {
        String index = filter.status() == null ? ALL : BY_STATUS;
        String key = filter.status() == null ? ALL : filter.status().name();
        List<View<OrderSummary>> found = new ArrayList<>();
        for (String partition : buckets(key)) {
            found.addAll(summaries
                    .query(query(index, partition, filter, before, limit + 2, null))
                    .items());
        }
        List<View<OrderSummary>> newest = found.stream()
                .filter(view -> before == null || placed(view.value()).compareTo(before) < 0)
                .sorted(Comparator.comparing((View<OrderSummary> view) -> placed(view.value()))
                        .reversed())
                .toList();
        if (newest.size() <= limit) {
            return new Page<>(newest, null);
        }
        List<View<OrderSummary>> page = newest.subList(0, limit);
        return new Page<>(
                page, Cursors.write(identity, List.of(placed(page.getLast().value()))));
    }

    private Page<View<OrderSummary>> ofCustomer(
            String customerId, Filter filter, int limit, @Nullable String before, List<@Nullable Object> identity) {
        List<View<OrderSummary>> page = new ArrayList<>();
        String next = null;
        int lookedAt = 0;
        // Without a status every order that is read belongs on the page; two more show the end of the page before, and
        // whether another follows.
        int batch = filter.status() == null ? limit + 2 : Math.min(MOST_LOOKED_AT, 4 * limit);
        do {
            Page<View<OrderSummary>> part =
                    summaries.query(query(BY_CUSTOMER, customerId, filter, before, batch, next));
            for (View<OrderSummary> view : part.items()) {
                String place = placed(view.value());
                if (before != null && place.compareTo(before) >= 0) {
                    continue;
                }
                if (filter.status() != null && view.value().status() != filter.status()) {
                    if (++lookedAt >= MOST_LOOKED_AT) {
                        return new Page<>(page, Cursors.write(identity, List.of(place)));
                    }
                    continue;
                }
                if (page.size() == limit) {
                    return new Page<>(
                            page,
                            Cursors.write(
                                    identity, List.of(placed(page.getLast().value()))));
                }
                page.add(view);
            }
            next = part.next();
        } while (next != null);
        return new Page<>(page, null);
    }

    private static Query query(
            String index,
            String partition,
            Filter filter,
            @Nullable String before,
            int limit,
            @Nullable String cursor) {
        // Keys are longer than the bare time they begin with, so that "to" excludes what was placed at that very time.
        String to = before != null ? before : text(filter.to());
        return new Query(index, partition, text(filter.from()), to, true, limit, cursor);
    }

    private static @Nullable IndexKey due(OrderSummary order) {
        StepProgress pending = order.pending();
        Instant deadline = pending == null ? null : pending.deadline();
        return deadline == null ? null : new IndexKey(bucket(DUE, order), DueWork.sortKey(deadline));
    }

    /** Unique, and in the order of time. */
    private static String placed(OrderSummary order) {
        return DueWork.sortKey(order.placedAt()) + "#" + order.orderId();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : DueWork.sortKey(time);
    }

    private static String bucket(String key, OrderSummary order) {
        return key + "-" + Math.floorMod(order.orderId().hashCode(), BUCKETS);
    }

    private static List<String> buckets(String key) {
        return IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> key + "-" + bucket)
                .toList();
    }
}
