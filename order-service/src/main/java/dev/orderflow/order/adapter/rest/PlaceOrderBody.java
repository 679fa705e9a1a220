package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.order.application.placing.OrderLimits;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/orders}. */
record PlaceOrderBody(
        @Size(min = 1, max = OrderLimits.LINES, message = "must have {min} to {max} lines")
        List<Line> lines,

        Payment payment,
        ContactBody contact,
        @Nullable AddressBody shipTo) {

    PlaceOrderRequest toRequest(String customerId, String idempotencyKey) {
        return new PlaceOrderRequest(
                customerId,
                idempotencyKey,
                lines.stream()
                        .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                        .toList(),
                payment.card(),
                new Contact(contact.name(), contact.email()),
                shipTo == null ? null : shipTo.toAddress(),
                null);
    }

    record Line(
            @Pattern(regexp = "[A-Za-z0-9._-]{1,40}", message = "must be 1 to 40 letters, digits and . _ -")
            String sku,

            @Min(value = 1, message = "must be at least {value}")
            @Max(value = OrderLimits.QUANTITY, message = "must be at most {value}")
            int quantity) {}

    record Payment(
            @Pattern(
                    regexp = "tok_[a-z0-9_]{1,60}",
                    message = "must be a token of the payment gateway, such as tok_approve; never a card number")
            String card) {}

    record ContactBody(
            @NotBlank(message = "must not be blank") @Size(max = 200, message = "must have at most {max} characters")
            String name,

            @Size(max = 254, message = "must have at most {max} characters")
            @Pattern(
                    regexp = "[^@\\s\\p{Cntrl}<>,;\"]{1,64}@[^@\\s\\p{Cntrl}<>,;\"]{1,189}",
                    message = "must be an e-mail address")
            String email) {}

    record AddressBody(
            @NotBlank(message = "must not be blank") @Size(max = 200, message = "must have at most {max} characters")
            String name,

            @NotBlank(message = "must not be blank") @Size(max = 200, message = "must have at most {max} characters")
            String line1,

            @Nullable
            @NotBlank(message = "must not be blank: leave it out")
            @Size(max = 200, message = "must have at most {max} characters")
            String line2,

            @NotBlank(message = "must not be blank") @Size(max = 200, message = "must have at most {max} characters")
            String city,

            @NotBlank(message = "must not be blank") @Size(max = 20, message = "must have at most {max} characters")
            String postcode,

            @NotBlank(message = "must not be blank") @Size(max = 100, message = "must have at most {max} characters")
            String country) {

        Address toAddress() {
            return new Address(name, line1, line2, city, postcode, country);
        }
    }
}
