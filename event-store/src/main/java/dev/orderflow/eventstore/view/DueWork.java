package dev.orderflow.eventstore.view;

import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for items of a read model that are due and hands them to a handler: deadlines that survive restarts.
 *
 * <p>An item is due where its sort key in the index, made by {@link #sortKey}, is not after now. It stays until its view
 * moves on, and every instance of a service looks: so the handler sees an item again, and must do nothing the second time.
 */
public final class DueWork<V> implements AutoCloseable {
    private static final DateTimeFormatter FIXED_WIDTH =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Duration STOP_AT_MOST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    private final Views<V> views;
    private final String index;
    private final List<String> partitions;
    private final Duration every;
    private final int batch;
    private final InstantSource clock;
    private final Consumer<View<V>> handler;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * @param partitions the constant keys over which the index is spread
     * @param every how often to look
     * @param batch items read at once, 1 to 1,000
     */
    public DueWork(
            Views<V> views,
            String index,
            List<String> partitions,
            Duration every,
            int batch,
            InstantSource clock,
            Consumer<View<V>> handler) {
        this.views = views;
        this.index = index;
        this.partitions = List.copyOf(partitions);
        this.every = every;
        this.batch = batch;
        this.clock = clock;
        this.handler = handler;
    }

    /** An instant as text of a fixed width that sorts as time does, to the microsecond. */
    public static String sortKey(Instant due) {
        return FIXED_WIDTH.format(due);
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("due-" + index).start(this::run);
        }
    }

    /** Lets the item in hand end, within a bound. */
    @Override
    public void close() {
        stopping.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(STOP_AT_MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Hands on everything that is due now, once.
     *
     * @return how many items were handled without a failure
     */
    public int runOnce() {
        String now = sortKey(clock.instant());
        int handled = 0;
        for (String partition : partitions) {
            String cursor = null;
            do {
                Page<View<V>> page = views.query(new Query(index, partition, null, now, false, batch, cursor));
                for (View<V> view : page.items()) {
                    if (stopping.getCount() == 0) {
                        return handled;
                    }
                    handled += handle(view) ? 1 : 0;
                }
                cursor = page.next();
            } while (cursor != null);
        }
        return handled;
    }

    /** One that fails must not keep the others waiting; it comes again with the next look. */
    private boolean handle(View<V> view) {
        try {
            handler.accept(view);
            return true;
        } catch (RuntimeException e) {
            log.warn("Due work on {} failed and is tried again in {}", view.id(), every, e);
            return false;
        }
    }

    private void run() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    runOnce();
                } catch (RuntimeException e) {
                    log.warn("Could not look for due work in {}, trying again in {}", index, every, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
