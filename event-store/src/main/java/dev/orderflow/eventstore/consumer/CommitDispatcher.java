package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.codec.CommitCodec;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Brings the commits of the stream to an application's subscribers: each stream in version order, without gaps, different
 * streams at once. At least once in, exactly once out.
 *
 * <ul>
 *   <li>A version that was seen is dropped, the next one applied, a later one parked durably as a gap until what is missing
 *       arrives.
 *   <li>An outage is waited out in place, with backoff and jitter, without end. Any other failure parks its own stream as
 *       poison, visibly, with all that comes behind it in order; everything else goes on.
 *   <li>A sequence number is answered as durable only after all effects up to it and the positions of their streams are.
 *   <li>A commit with event types that this build does not know is handed on whole and counted: a subscriber's switch has
 *       to answer {@code UnknownEvent}, by ignoring it.
 *   <li>Only categories that some subscriber wants are followed at all. Wanting one more in a later release therefore
 *       needs a rebuild: its older streams would stand there as gaps.
 * </ul>
 *
 * <p>What is parked is touched by the handler that holds the shard's lease and by nobody else, so that commits keep their
 * order. So it is this handler too that carries out an operator's wish to try a stream again.
 */
public final class CommitDispatcher implements ShardHandler.Factory {
    /** Streams in work at once, over all shards: enough to hide a write of some milliseconds behind the others. */
    private static final int STREAMS_AT_ONCE = 32;

    private final StreamWork.Tools tools;
    private final Function<List<Subscriber>, Effects> effects;
    private final Audience audience;
    private final Redrives redrives;
    private final ShardKeys keys;
    private final Semaphore atOnce = new Semaphore(STREAMS_AT_ONCE);
    private final Executor threads = Thread.ofVirtual().name("consume-", 0)::start;

    public CommitDispatcher(
            List<? extends Subscriber> subscribers,
            Positions positions,
            TransientFailures failures,
            ConsumerListener listener,
            InstantSource clock) {
        this(subscribers, positions, failures, listener, clock, new Patience());
    }

    /** @param patience how failures are waited out */
    public CommitDispatcher(
            List<? extends Subscriber> subscribers,
            Positions positions,
            TransientFailures failures,
            ConsumerListener listener,
            InstantSource clock,
            Patience patience) {
        this(
                List.copyOf(subscribers),
                Audience.always(subscribers),
                positions,
                failures,
                listener,
                clock,
                patience,
                Redrives.NONE,
                ShardKeys.ONE_SHARD);
    }

    /**
     * @param subscribers by whose categories streams are followed
     * @param audience which of them, or what in their place, is told of a batch; of the same categories
     * @param redrives what operators wish
     * @param keys by which a handler knows whether a wish is its to carry out
     */
    public CommitDispatcher(
            List<Subscriber> subscribers,
            Audience audience,
            Positions positions,
            TransientFailures failures,
            ConsumerListener listener,
            InstantSource clock,
            Patience patience,
            Redrives redrives,
            ShardKeys keys) {
        this.effects = told -> new Effects(told, failures, patience, listener);
        this.audience = audience;
        this.redrives = redrives;
        this.keys = keys;
        this.tools = new StreamWork.Tools(
                effects.apply(subscribers), positions, patience, listener, clock, CommitCodec.standard());
    }

    @Override
    public ShardHandler open(String shardId) {
        RedriveWatch watch = new RedriveWatch(shardId, redrives, keys, tools.clock());
        return new DispatchingHandler(
                tools,
                first -> effects.apply(audience.of(shardId, first, tools.patience())),
                watch,
                new Concurrently(threads, atOnce));
    }

    @Override
    public void stopping() {
        tools.patience().stop();
    }
}
