package dev.orderflow.eventstore.service.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Parking;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkedStreamsAlarmTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final InMemoryPositions positions = new InMemoryPositions();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = NOON;
    private final ParkedStreamsAlarm alarm =
            new ParkedStreamsAlarm(positions, Duration.ofMinutes(2), registry, () -> now);

    @Test
    void counts_by_service_and_kind_and_says_how_old_the_oldest_is() {
        park("inventory", "order-a", Kind.POISON, NOON);
        park("inventory", "order-b", Kind.POISON, NOON.plusSeconds(20));
        park("orders", "order-c", Kind.GAP, NOON.plusSeconds(30));
        now = NOON.plusSeconds(40);

        alarm.look();

        assertThat(gauge("orderflow.consumer.parked", "inventory", "POISON")).isEqualTo(2);
        assertThat(gauge("orderflow.consumer.parked", "orders", "GAP")).isEqualTo(1);
        assertThat(gauge("orderflow.consumer.parked.age", "inventory", "POISON"))
                .isEqualTo(40);
        assertThat(gauge("orderflow.consumer.parked.age", "orders", "GAP")).isEqualTo(10);
    }

    @Test
    void poison_raises_the_alarm_at_once_and_a_gap_when_it_should_have_closed_long_since() {
        park("orders", "order-a", Kind.GAP, NOON);
        alarm.look();
        assertThat(alarms()).isZero();

        now = NOON.plusSeconds(121);
        alarm.look();
        assertThat(alarms()).isEqualTo(1);

        park("orders", "order-b", Kind.POISON, now);
        alarm.look();
        assertThat(alarms()).isEqualTo(2);
    }

    @Test
    void what_goes_on_again_is_counted_no_more() {
        park("orders", "order-a", Kind.POISON, NOON);
        alarm.look();
        positions.of("orders").unpark(StreamId.parse("order-a"));
        alarm.look();

        assertThat(alarms()).isZero();
        assertThat(registry.find("orderflow.consumer.parked").gauge()).isNull();
    }

    @Test
    void it_stops_counting_at_a_thousand() {
        for (int i = 0; i < 1_150; i++) {
            park("orders", "order-" + i, Kind.POISON, NOON.plusMillis(i));
        }
        alarm.look();

        assertThat(alarms()).isEqualTo(1_000);
    }

    private void park(String application, String stream, Kind kind, Instant since) {
        positions.of(application).park(StreamId.parse(stream), new Parking(kind, "a cause", 2, since));
    }

    private double alarms() {
        return registry.get("orderflow.consumer.parked.alarm").gauge().value();
    }

    private double gauge(String name, String application, String kind) {
        return registry.get(name)
                .tags("application", application, "kind", kind)
                .gauge()
                .value();
    }
}
