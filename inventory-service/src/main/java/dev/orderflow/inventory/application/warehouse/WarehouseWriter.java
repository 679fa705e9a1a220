package dev.orderflow.inventory.application.warehouse;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.CrowdedException;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.decision.TooMuchContentionException;
import dev.orderflow.eventstore.publication.OverloadedException;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives commands to the one warehouse there is and waits for the answer. Callers wait side by side; what they ask for
 * meanwhile shares an append.
 */
public final class WarehouseWriter {
    /** The stream of the one warehouse. */
    public static final StreamId STREAM = new StreamId("warehouse", "main");

    private final LiveStream<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> live;
    private final Duration patience;

    /** @param patience how long a caller waits; the command may still be done later, and asking again finds it done */
    public WarehouseWriter(
            LiveStream<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> live, Duration patience) {
        this.live = live;
        this.patience = patience;
    }

    /**
     * @return once it is durable
     * @throws TransientFailureException where asking again in a moment can help
     */
    public Outcome<Warehouse, WarehouseRefusal> execute(WarehouseCommand command, Cause cause) {
        return await(live.submit(command, cause));
    }

    /**
     * The warehouse of now, confirmed by its journal.
     *
     * @throws TransientFailureException as {@link #execute}
     */
    public Warehouse current() {
        return await(live.current()).state();
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable failure = e.getCause();
            if (failure instanceof CrowdedException
                    || failure instanceof TooMuchContentionException
                    || failure instanceof OverloadedException) {
                throw new TransientFailureException(
                        "The warehouse cannot take this now: " + failure.getMessage(), failure);
            }
            if (failure instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException(failure);
        } catch (TimeoutException e) {
            throw new TransientFailureException("The warehouse did not answer within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailureException("Interrupted while waiting for the warehouse", e);
        }
    }
}
