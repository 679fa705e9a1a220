package dev.orderflow.inventory.adapter.carrier;

import dev.orderflow.events.Address;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.inventory.application.shipping.Carrier;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A carrier without vans. It takes every parcel, and the tracking number follows from the shipment id, so that the same
 * parcel twice gets the same number. What it does otherwise the postcode or the city says:
 *
 * <ul>
 *   <li>{@code FAIL}: refuses for good, as for an address that does not exist
 *   <li>{@code SLOW}: does not answer twice, then takes the parcel
 * </ul>
 */
public final class SimulatedCarrier implements Carrier {
    private static final String FAIL = "FAIL";
    private static final String SLOW = "SLOW";
    private static final int TIMES_WITHOUT_ANSWER = 2;

    /** Parcels whose attempts are counted; far more than are ever under way at once. */
    private static final int PARCELS_REMEMBERED = 1_000;

    private final Map<String, Integer> attempts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > PARCELS_REMEMBERED;
        }
    };

    @Override
    public Answer ship(Parcel parcel) {
        if (says(FAIL, parcel.shipTo())) {
            return new Answer.Refused("The carrier does not know this address");
        }
        if (says(SLOW, parcel.shipTo()) && attempt(parcel.shipmentId()) <= TIMES_WITHOUT_ANSWER) {
            throw new TransientFailureException("The carrier did not answer for " + parcel.shipmentId());
        }
        return new Answer.Taken(
                "SIM-" + DerivedIds.of("", parcel.shipmentId()).substring(0, 12).toUpperCase(Locale.ROOT));
    }

    private synchronized int attempt(String shipmentId) {
        return attempts.merge(shipmentId, 1, Integer::sum);
    }

    private static boolean says(String token, @Nullable Address shipTo) {
        return shipTo != null
                && (token.equalsIgnoreCase(shipTo.postcode().strip())
                        || token.equalsIgnoreCase(shipTo.city().strip()));
    }
}
