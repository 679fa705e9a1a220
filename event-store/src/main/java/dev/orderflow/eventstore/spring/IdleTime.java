package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.kcl.ConsumerSettings.Retrieval;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a polling application waits between two reads of a shard. On AWS a shard answers five reads a second from all
 * applications together ("Developing shared throughput consumers" of its guide) and throttles the rest: with N of them each
 * has to wait 200 ms x N. Engines on one machine do not count.
 */
final class IdleTime {
    private static final Duration ONE_OF_FIVE = Duration.ofMillis(200);
    private static final Duration ON_ONE_MACHINE = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(IdleTime.class);

    private IdleTime() {}

    /**
     * What was set, also where it is too short: whoever sets it may know better, and is told.
     *
     * @param local whether the stream is on an engine that is not AWS itself
     */
    static Duration of(ConsumerProperties properties, boolean local) {
        Duration set = properties.idle();
        if (local || properties.retrieval() == Retrieval.FAN_OUT) {
            return set == null ? ON_ONE_MACHINE : set;
        }
        Duration shared = ONE_OF_FIVE.multipliedBy(properties.pollingApplications());
        if (set != null && set.compareTo(shared) < 0) {
            log.warn(
                    "{} Leave orderflow.consumer.idle out, correct orderflow.consumer.polling-applications, or set"
                            + " orderflow.consumer.retrieval=fan-out.",
                    tooShort(set, shared, properties.pollingApplications()));
        }
        return set == null ? shared : set;
    }

    static String tooShort(Duration set, Duration shared, int applications) {
        return ("orderflow.consumer.idle=%d ms is too short: a shard takes 5 reads a second from all %d polling applications"
                        + " together, so each has to wait %d ms, or reads are throttled.")
                .formatted(set.toMillis(), applications, shared.toMillis());
    }
}
