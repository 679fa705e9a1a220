package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.slot.SlotLease;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the service's instances this one is: by configuration, or by a claim that it renews for as long as it lives.
 * Where the claim is lost the process ends at once, without an orderly end: that would publish under another's name.
 */
public final class InstanceSlot implements AutoCloseable {
    /** How long a process that stood still may go on under a slot that it has lost. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(InstanceSlot.class);

    private final String service;
    private final int number;
    private final @Nullable SlotLease lease;
    private final Runnable onLoss;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread renewing;

    private InstanceSlot(String service, int number, @Nullable SlotLease lease, Runnable onLoss) {
        this.service = service;
        this.number = number;
        this.lease = lease;
        this.onLoss = onLoss;
    }

    static InstanceSlot fixed(String service, int number) {
        return new InstanceSlot(service, number, null, () -> {});
    }

    /** Renews from now on: the start of a service may take longer than its claim lasts. */
    static InstanceSlot claimed(String service, SlotLease lease, Runnable onLoss) {
        InstanceSlot slot = new InstanceSlot(service, lease.slot(), lease, onLoss);
        slot.renewing = Thread.ofPlatform().daemon().name("slot").start(() -> slot.keep(lease));
        return slot;
    }

    /** Names the instance as a writer of commits and as a consumer of the stream, such as {@code orders-0}. */
    public String writer() {
        return service + "-" + number;
    }

    private void keep(SlotLease lease) {
        int looks = (int) SlotLease.RENEW_EVERY.dividedBy(LOOK_EVERY);
        try {
            for (int look = 1; !closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS); look++) {
                boolean held = look % looks == 0 ? renew(lease) : !lease.hasLapsed();
                if (!held) {
                    log.error(
                            "Ending this process: it has lost slot {} of {} to another instance, or could not renew"
                                    + " its claim for {}",
                            number,
                            service,
                            SlotLease.LASTS);
                    onLoss.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Only this class knows the thread; an interrupt can only mean to stop.
            Thread.currentThread().interrupt();
        }
    }

    private static boolean renew(SlotLease lease) {
        try {
            return lease.renew();
        } catch (RuntimeException e) {
            log.warn("Could not renew the claim of slot {}, trying again: {}", lease.slot(), e.toString());
            return !lease.hasLapsed();
        }
    }

    /** Gives a claimed slot back, so that the next instance need not wait for it. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        Thread thread = renewing;
        if (lease != null && thread != null && thread.join(SlotLease.LASTS)) {
            lease.release();
        }
    }
}
