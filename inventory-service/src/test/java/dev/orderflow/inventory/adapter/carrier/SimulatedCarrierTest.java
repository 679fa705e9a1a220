package dev.orderflow.inventory.adapter.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Address;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.inventory.application.shipping.Carrier.Answer;
import dev.orderflow.inventory.application.shipping.Carrier.Parcel;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedCarrierTest {
    private final SimulatedCarrier carrier = new SimulatedCarrier();

    @Test
    void takes_a_parcel_and_says_the_same_of_it_again() {
        Answer first = carrier.ship(parcel("s1", address("Leeds", "LS1 1AA")));
        assertThat(first).isInstanceOf(Answer.Taken.class);
        assertThat(((Answer.Taken) first).trackingNumber()).matches("SIM-[A-Z2-7]{12}");
        assertThat(new SimulatedCarrier().ship(parcel("s1", address("Leeds", "LS1 1AA"))))
                .isEqualTo(first);
        assertThat(carrier.ship(parcel("s2", null))).isNotEqualTo(first);
    }

    @Test
    void refuses_for_good_where_the_postcode_or_the_city_says_so() {
        assertThat(carrier.ship(parcel("s1", address("Leeds", "fail")))).isInstanceOf(Answer.Refused.class);
        assertThat(carrier.ship(parcel("s1", address("FAIL", "LS1 1AA")))).isInstanceOf(Answer.Refused.class);
        assertThat(carrier.ship(parcel("s1", address("Failsworth", "M35")))).isInstanceOf(Answer.Taken.class);
    }

    @Test
    void does_not_answer_twice_where_the_postcode_or_the_city_says_so() {
        for (Address slow : List.of(address("Leeds", "SLOW"), address("slow", "LS1 1AA"))) {
            Parcel parcel = parcel("s-" + slow.city(), slow);
            assertThatThrownBy(() -> carrier.ship(parcel)).isInstanceOf(TransientFailureException.class);
            assertThatThrownBy(() -> carrier.ship(parcel)).isInstanceOf(TransientFailureException.class);
            assertThat(carrier.ship(parcel)).isInstanceOf(Answer.Taken.class);
        }
    }

    private static Address address(String city, String postcode) {
        return new Address("Ada", "1 High Street", null, city, postcode, "UK");
    }

    private static Parcel parcel(String shipmentId, Address shipTo) {
        return new Parcel(shipmentId, "o1", shipTo, List.of(new SkuQuantity("mug", 1)));
    }
}
