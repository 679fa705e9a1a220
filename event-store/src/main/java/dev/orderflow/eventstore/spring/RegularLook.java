package dev.orderflow.eventstore.spring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks at something again and again while the service is up; a look that fails is made again when the next is due. */
public final class RegularLook implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RegularLook.class);

    private final String name;
    private final Duration every;
    private final Runnable look;
    private CountDownLatch stopping = new CountDownLatch(1);
    private boolean running;

    /** @param name of the thread, and in the log */
    public RegularLook(String name, Duration every, Runnable look) {
        this.name = name;
        this.every = every;
        this.look = look;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            CountDownLatch end = new CountDownLatch(1);
            stopping = end;
            Thread.ofVirtual().name(name).start(() -> run(end));
        }
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        running = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    private void run(CountDownLatch end) {
        try {
            while (!end.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look.run();
                } catch (RuntimeException e) {
                    log.warn("{} failed and is done again in {}: {}", name, every, e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
