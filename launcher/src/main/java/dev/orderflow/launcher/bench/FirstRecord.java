package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * When a service had the first record of the stream.
 *
 * @param situation after a start or after a kill
 * @param readySeconds from the start of its process to its readiness
 * @param consumingSeconds from when it began to consume to its first record
 */
record FirstRecord(String service, Situation situation, double readySeconds, double consumingSeconds) {
    private static final String METER = "/actuator/metrics/orderflow.consumer.first.record";

    /** A lease that nobody gave back, ten times over. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    enum Situation {
        START("start"),
        KILL("kill -9");

        private final String title;

        Situation(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Of all services, once each has had one. */
    static List<FirstRecord> afterStart(Suite suite, Api api) {
        return Service.eventSourced().stream()
                .map(service -> of(suite, api, service, Situation.START))
                .toList();
    }

    /** Kills the service that leads the orders in the middle of some, and starts it again. */
    static FirstRecord afterKill(Suite suite, Api api, Shop shop, Load load) {
        List<Shop.Placed> placed =
                Stream.generate(shop::place).limit(Workers.AT_ONCE).toList();
        suite.kill(Service.ORDER);
        suite.start(Service.ORDER);
        FirstRecord first = of(suite, api, Service.ORDER, Situation.KILL);
        placed.forEach(order -> load.ended(order.orderId()));
        return first;
    }

    private static FirstRecord of(Suite suite, Api edge, Service service, Situation situation) {
        Api own = new Api(suite.layout().url(service));
        String operator = edge.token("operator", "");
        double consuming = Wait.upTo(PATIENCE, () -> seconds(own.get(METER, operator)))
                .orElseThrow(() -> new SuiteException(service.module() + " has had no record of the stream for "
                        + PATIENCE.toSeconds() + " s. Its log: .orderflow/bench/logs/" + service.module() + ".log"));
        double ready = suite.process(service).startUp().toMillis() / 1000.0;
        return new FirstRecord(service.module(), situation, ready, consuming);
    }

    /** Not a number, which JSON cannot say, until there was a record. */
    private static Optional<Double> seconds(Api.Answer answer) {
        JsonNode value = answer.expected().required("measurements").get(0).required("value");
        return value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty();
    }
}
