package dev.orderflow.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a poisoned stream costs the others, counted in steps rather than in milliseconds. */
class PoisonDelaysNobodyTest {
    private static final int OTHERS = 199;
    private static final int BATCHES = 20;

    private final Deliveries deliveries = new Deliveries();
    private final Set<StreamId> effects = ConcurrentHashMap.newKeySet();
    private final List<Integer> doneBeforeEachPauseEnded = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void every_other_stream_of_the_batch_is_done_before_the_poisons_first_pause_is_over() {
        ShardHandler handler = handler(true, true);

        handler.process(batch(1));

        System.out.printf(
                "poison: %d of %d other streams were done before its pauses ended: %s%n",
                doneBeforeEachPauseEnded.getFirst(), OTHERS, doneBeforeEachPauseEnded);
        assertThat(doneBeforeEachPauseEnded).isNotEmpty().allMatch(done -> done == OTHERS);
    }

    @Test
    void once_parked_it_costs_the_others_neither_a_pause_nor_a_call() {
        int without = callsOf(handler(false, false));
        doneBeforeEachPauseEnded.clear();
        int with = callsOf(handler(true, false));

        // Three attempts with all that came of its stream, then three by itself.
        int attempts = 6;
        System.out.printf(
                "poison: %d calls for %d streams with it, %d for %d without; %d pauses in %d batches%n",
                with, OTHERS + 1, without, OTHERS, doneBeforeEachPauseEnded.size(), BATCHES);
        assertThat(with - without).as("all in the first batch").isEqualTo(attempts);
        assertThat(doneBeforeEachPauseEnded).hasSize(attempts - 2);
    }

    private int callsOf(ShardHandler handler) {
        int before = calls.get();
        boolean poisoned = handler == poisonedHandler;
        for (int version = 1; version <= BATCHES; version++) {
            handler.process(poisoned ? batch(version) : batch(version).subList(1, OTHERS + 1));
        }
        return calls.get() - before;
    }

    private ShardHandler poisonedHandler;

    private ShardHandler handler(boolean poisoned, boolean waiting) {
        SpySubscriber spy = new SpySubscriber() {
            @Override
            public void apply(StreamId stream, List<Commit> commits) {
                calls.incrementAndGet();
                if (stream.key().equals("poison")) {
                    throw new IllegalStateException("cannot be applied");
                }
                effects.add(stream);
            }
        };
        Patience patience = new Patience((time, stopping) -> {
            if (waiting) {
                Await.until(() -> effects.size() == OTHERS);
            }
            doneBeforeEachPauseEnded.add(effects.size());
        });
        ShardHandler handler = new CommitDispatcher(
                        List.of(spy),
                        new InMemoryPositions().of("tested"),
                        TransientFailures.CORE,
                        ConsumerListener.NONE,
                        () -> Deliveries.START,
                        patience)
                .open("shard-0");
        if (poisoned) {
            poisonedHandler = handler;
        }
        return handler;
    }

    /** The poisoned stream comes first, where it could do most harm. */
    private List<StreamRecord> batch(int version) {
        List<StreamRecord> batch = new ArrayList<>();
        batch.add(deliveries.record("order-poison", version));
        for (int i = 0; i < OTHERS; i++) {
            batch.add(deliveries.record("order-" + i, version));
        }
        return batch;
    }
}
