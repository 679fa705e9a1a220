package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.eventstore.aws.kcl.ConsumerSettings.Retrieval;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus.Phase;
import dev.orderflow.eventstore.consumer.ShardHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.coordinator.Scheduler;

/** Consumes the stream as one application: from the first record within seconds to an orderly stop. */
public final class StreamConsumer {
    /** An outage at the start is waited out. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(StreamConsumer.class);

    private final ConsumerSettings settings;
    private final ShardHandler.Factory handlers;
    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamo;
    private final InstantSource clock;
    private final Runnable repair;
    private final Consumer<Throwable> fatal;
    private final ConsumerStatus status;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable Scheduler scheduler;

    /**
     * @param repair puts back onto the stream what this application's service had published, where the stream lost records
     * @param fatal told once when consuming cannot go on in this process; has to end it
     */
    public StreamConsumer(
            ConsumerSettings settings,
            ShardHandler.Factory handlers,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            InstantSource clock,
            Runnable repair,
            Consumer<Throwable> fatal) {
        this.settings = settings;
        this.handlers = handlers;
        this.kinesis = kinesis;
        this.dynamo = dynamo;
        this.clock = clock;
        this.repair = repair;
        this.status = new ConsumerStatus(clock);
        this.fatal = failure -> {
            status.enter(Phase.FAILED);
            log.error(
                    "Consuming {} as {} cannot go on; this process has to end and start again",
                    settings.stream(),
                    settings.application(),
                    failure);
            fatal.accept(failure);
        };
    }

    public ConsumerStatus status() {
        return status;
    }

    /** Returns at once; can be started once. */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("The consumer of " + settings.application() + " was started before");
        }
        log.info(
                "Consuming {} as {} (worker {}, leases in {}, {})",
                settings.stream(),
                settings.application(),
                settings.worker(),
                settings.leaseTable(),
                settings.retrieval() == Retrieval.FAN_OUT
                        ? "enhanced fan-out"
                        : "polling every " + settings.idle().toMillis() + " ms");
        status.enter(Phase.PREPARING);
        thread = Thread.ofPlatform().name("consumer-" + settings.application()).start(this::run);
    }

    /** Finishes what is in work, saves and checkpoints it, and gives the leases back; within the bound of the settings. */
    public synchronized void stop() {
        Thread running = thread;
        if (running == null || stopping.getCount() == 0) {
            return;
        }
        status.enter(Phase.STOPPING);
        stopping.countDown();
        handlers.stopping();
        // Before, so that leases given back do not come here again; and after, because reports go on to the end.
        tell("sign off", () -> leaseTable().signOff(settings.worker()));
        Scheduler current = scheduler;
        boolean orderly = current == null || shutDown(current);
        try {
            running.join(TRY_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tell("sign off", () -> leaseTable().signOff(settings.worker()));
        status.enter(Phase.STOPPED);
        if (orderly) {
            tell("give back its leases", () -> leaseTable().giveBack(settings.worker()));
            log.info("Stopped consuming {} as {}", settings.stream(), settings.application());
        }
    }

    private boolean shutDown(Scheduler current) {
        try {
            current.startGracefulShutdown().get(settings.stopWithin().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.warn(
                    "Consuming {} as {} did not stop within {} s; what is not checkpointed comes again: {}",
                    settings.stream(),
                    settings.application(),
                    settings.stopWithin().toSeconds(),
                    e.toString());
        }
        current.shutdown();
        return false;
    }

    /** Where it fails, nothing is lost: what this worker held goes on when its leases expire. */
    private void tell(String what, Runnable work) {
        try {
            CompletableFuture.runAsync(work).get(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.info("{} could not {}; others go on in {}", settings.worker(), what, settings.failover(), e);
        }
    }

    private LeaseTable leaseTable() {
        return new LeaseTable(settings.leaseTable(), settings.stream(), dynamo, kinesis, clock);
    }

    private void run() {
        try {
            while (!isStopping()) {
                if (prepare()) {
                    runScheduler();
                }
                waitBeforeNextTry();
            }
        } catch (Throwable e) {
            if (!isStopping()) {
                fatal.accept(e);
            }
        }
    }

    private boolean prepare() {
        try {
            int fromStart = leaseTable().prepare(settings.provision(), settings.worker(), repair);
            if (fromStart > 0) {
                log.info("{} shards of {} are read from their start", fromStart, settings.stream());
            }
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "Cannot consume {} as {} yet, trying again: {}",
                    settings.stream(),
                    settings.application(),
                    e.toString());
            return false;
        }
    }

    /** Returns when it was shut down, or when the library gave up initializing. */
    private void runScheduler() {
        Scheduler made = Schedulers.make(
                settings,
                kinesis,
                dynamo,
                () -> new ShardProcessor(handlers, status, settings.checkpointEvery(), clock, fatal));
        scheduler = made;
        if (isStopping()) {
            made.shutdown();
        }
        status.enter(isStopping() ? Phase.STOPPING : Phase.RUNNING);
        made.run();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void waitBeforeNextTry() throws InterruptedException {
        if (!stopping.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            log.debug("Starting to consume {} again", settings.stream());
        }
    }
}
