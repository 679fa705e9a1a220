package dev.orderflow.simulation;

import dev.orderflow.inventory.application.shipping.Carrier;
import java.util.LinkedHashMap;
import java.util.Map;

/** A carrier that knows its parcels by their ids, and an address that it does not know. */
final class SimulatedCarrier {
    static final String UNKNOWN_CITY = "Nowhere";

    /** By shipment id. */
    private final Map<String, Carrier.Parcel> taken = new LinkedHashMap<>();

    Carrier of(Node node) {
        return parcel -> node.call("ship " + parcel.shipmentId() + " of " + parcel.orderId(), () -> {
            if (parcel.shipTo() != null && parcel.shipTo().city().equals(UNKNOWN_CITY)) {
                return new Carrier.Answer.Refused("no such place");
            }
            String id = node.environment.isPlanted(Plant.NEW_PARCEL_PER_ATTEMPT)
                    ? parcel.shipmentId() + "-" + taken.size()
                    : parcel.shipmentId();
            taken.put(id, parcel);
            return new Carrier.Answer.Taken("T-" + parcel.shipmentId());
        });
    }

    long parcelsOf(String orderId) {
        return taken.values().stream()
                .filter(parcel -> parcel.orderId().equals(orderId))
                .count();
    }
}
