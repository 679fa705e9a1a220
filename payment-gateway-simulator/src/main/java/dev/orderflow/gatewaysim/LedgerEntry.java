package dev.orderflow.gatewaysim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.time.Instant;

/** One line of the ledger file. Amounts are minor units of the currency. */
@JsonTypeInfo(use = Id.NAME, include = As.PROPERTY, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEntry.Charged.class, name = "charged"),
    @JsonSubTypes.Type(value = LedgerEntry.Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = LedgerEntry.Refunded.class, name = "refunded"),
    @JsonSubTypes.Type(value = LedgerEntry.ChargeFailed.class, name = "charge-failed"),
    @JsonSubTypes.Type(value = LedgerEntry.RefundFailed.class, name = "refund-failed"),
})
sealed interface LedgerEntry {

    String key();

    Instant at();

    /** Money was taken from the card. */
    record Charged(String chargeId, String key, ChargeRequest request, Instant at) implements LedgerEntry {}

    /** The card was refused; the key is used up and no money moved. */
    record Declined(String chargeId, String key, ChargeRequest request, String reason, Instant at)
            implements LedgerEntry {}

    /** Money was given back. {@code request} is kept as it was asked, {@code chargeId} is what it was resolved to. */
    record Refunded(String refundId, String key, String chargeId, RefundRequest request, Instant at)
            implements LedgerEntry {}

    /** An attempt that was made to fail; kept so that a restart does not begin to count anew. No money moved. */
    record ChargeFailed(String key, ChargeRequest request, Instant at) implements LedgerEntry {}

    /** As {@link ChargeFailed}, for a refund. */
    record RefundFailed(String key, RefundRequest request, Instant at) implements LedgerEntry {}
}
