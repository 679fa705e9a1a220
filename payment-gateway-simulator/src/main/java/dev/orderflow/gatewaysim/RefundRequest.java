package dev.orderflow.gatewaysim;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a client asks to be given back; exactly one of {@code chargeId} and {@code chargeKey} is present. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RefundRequest(@Nullable String chargeId, @Nullable String chargeKey, long amount, String currency) {}
