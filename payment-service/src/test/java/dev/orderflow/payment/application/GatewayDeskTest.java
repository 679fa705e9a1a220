package dev.orderflow.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayDeskTest {
    private static final StreamId ONE = new StreamId("payment", "o1");
    private static final StreamId TWO = new StreamId("payment", "o2");

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final GatewayDesk desk = desk(2);

    private static GatewayDesk desk(int seats) {
        return new GatewayDesk(Executors.newVirtualThreadPerTaskExecutor(), seats, Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        open.countDown();
        desk.close();
    }

    private Runnable waiting(String name) {
        return () -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.add(name);
        };
    }

    @Test
    void works_on_different_payments_at_once() {
        desk.bring(ONE, waiting("one"));
        desk.bring(TWO, () -> done.add("two"));
        Await.until(() -> done.equals(List.of("two")));
    }

    @Test
    void works_on_one_payment_one_after_the_other() {
        desk.bring(ONE, waiting("first"));
        desk.bring(ONE, () -> done.add("second"));
        assertThat(done).isEmpty();
        open.countDown();
        Await.until(() -> done.equals(List.of("first", "second")));
    }

    @Test
    void drops_what_the_janitor_brings_while_the_payment_is_worked_on() {
        desk.bring(ONE, waiting("first"));
        desk.bringIfIdle(ONE, () -> done.add("janitor"));
        open.countDown();
        desk.close();
        assertThat(done).containsExactly("first");
    }

    @Test
    void goes_on_after_work_that_failed() {
        desk.bring(ONE, () -> {
            throw new IllegalStateException("the journal is away");
        });
        desk.bring(TWO, () -> {
            throw new IllegalStateException("the journal is away");
        });
        Await.until(() -> {
            desk.bringIfIdle(ONE, () -> done.add("again"));
            return done.contains("again");
        });
    }

    @Test
    void lets_only_so_many_call_at_once_and_makes_the_next_wait() throws InterruptedException {
        GatewayDesk narrow = desk(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            narrow.bring(new StreamId("payment", "p" + i), () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                done.add("done");
            });
        }
        narrow.close();
        assertThat(done).hasSize(50);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void after_the_end_work_is_left_to_the_next_start() {
        desk.close();
        desk.bring(ONE, () -> done.add("too late"));
        desk.bring(ONE, () -> done.add("too late"));
        assertThat(done).isEmpty();
    }
}
