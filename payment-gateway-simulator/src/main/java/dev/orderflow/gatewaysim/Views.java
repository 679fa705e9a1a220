package dev.orderflow.gatewaysim;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderflow.gatewaysim.LedgerEntry.ChargeFailed;
import dev.orderflow.gatewaysim.LedgerEntry.Charged;
import dev.orderflow.gatewaysim.LedgerEntry.Declined;
import dev.orderflow.gatewaysim.LedgerEntry.RefundFailed;
import dev.orderflow.gatewaysim.LedgerEntry.Refunded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies that the gateway answers with. Amounts are minor units of the currency. */
final class Views {

    private Views() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChargeView(
            String chargeId,
            String key,
            String status,
            @Nullable String reason,
            long amount,
            String currency,
            String reference,
            Instant at) {

        static ChargeView of(Charged charged) {
            ChargeRequest request = charged.request();
            return new ChargeView(
                    charged.chargeId(),
                    charged.key(),
                    "captured",
                    null,
                    request.amount(),
                    request.currency(),
                    request.reference(),
                    charged.at());
        }

        static ChargeView of(Declined declined) {
            ChargeRequest request = declined.request();
            return new ChargeView(
                    declined.chargeId(),
                    declined.key(),
                    "declined",
                    declined.reason(),
                    request.amount(),
                    request.currency(),
                    request.reference(),
                    declined.at());
        }
    }

    record RefundView(
            String refundId, String key, String status, String chargeId, long amount, String currency, Instant at) {

        static RefundView of(Refunded refunded) {
            return new RefundView(
                    refunded.refundId(),
                    refunded.key(),
                    "refunded",
                    refunded.chargeId(),
                    refunded.request().amount(),
                    refunded.request().currency(),
                    refunded.at());
        }
    }

    /** One movement of money: {@code type} is {@code charge} or {@code refund}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MovementView(
            String type,
            String id,
            String key,
            String chargeId,
            @Nullable String reference,
            long amount,
            String currency,
            Instant at) {

        static MovementView of(LedgerEntry movement, @Nullable Charged chargeOfRefund) {
            return switch (movement) {
                case Charged charged ->
                    new MovementView(
                            "charge",
                            charged.chargeId(),
                            charged.key(),
                            charged.chargeId(),
                            charged.request().reference(),
                            charged.request().amount(),
                            charged.request().currency(),
                            charged.at());
                case Refunded refunded ->
                    new MovementView(
                            "refund",
                            refunded.refundId(),
                            refunded.key(),
                            refunded.chargeId(),
                            chargeOfRefund == null
                                    ? null
                                    : chargeOfRefund.request().reference(),
                            refunded.request().amount(),
                            refunded.request().currency(),
                            refunded.at());
                case Declined _, ChargeFailed _, RefundFailed _ ->
                    throw new IllegalStateException("No money moved in " + movement);
            };
        }
    }

    /** {@code nextCursor} is absent on the last page. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LedgerPage(List<MovementView> items, @Nullable String nextCursor) {}
}
