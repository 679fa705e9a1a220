package dev.orderflow.inventory.application.shipping;

import dev.orderflow.events.Address;
import dev.orderflow.events.SkuQuantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever takes parcels to customers. */
public interface Carrier {

    /**
     * Hands a parcel over. The same shipment id twice is the same parcel, and gets the same answer.
     *
     * @throws dev.orderflow.eventstore.consumer.TransientFailureException where the carrier gave no answer
     */
    Answer ship(Parcel parcel);

    /** @param shipTo null where the order was placed without an address: the carrier has the customer's on file */
    record Parcel(
            String shipmentId, String orderId, @Nullable Address shipTo, List<SkuQuantity> lines) {
        public Parcel {
            lines = List.copyOf(lines);
        }
    }

    /** What the carrier says. */
    sealed interface Answer {

        /** It is on its way. */
        record Taken(String trackingNumber) implements Answer {}

        /** It will never go; asking again changes nothing. */
        record Refused(String reason) implements Answer {}
    }
}
