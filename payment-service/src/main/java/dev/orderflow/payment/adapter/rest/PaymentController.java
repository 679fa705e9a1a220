package dev.orderflow.payment.adapter.rest;

import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.payments.PaymentSummaries;
import dev.orderflow.payment.application.payments.PaymentSummary;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How the payment of an order stands. */
@RestController
class PaymentController {
    static final String ID = "[A-Za-z0-9._-]{1,100}";

    private final Views<PaymentSummary> summaries;
    private final ReadYourWrites reads;

    PaymentController(Views<PaymentSummary> summaries, ReadYourWrites reads) {
        this.summaries = summaries;
        this.reads = reads;
    }

    @GetMapping("/v1/payments/{orderId}")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<PaymentBody> payment(
            @PathVariable @Pattern(regexp = ID) String orderId,
            Caller caller,
            ReadDemand demand,
            HttpServletRequest request) {
        var read = reads.read(PaymentSummaries.READ_MODEL, demand, () -> find(orderId, caller), View::version);
        if (read.value().isEmpty()) {
            throw PaymentProblems.notFound(demand, read.freshness());
        }
        return Answers.of(request, demand, read, View::version, PaymentBody::of, "payment");
    }

    private Optional<View<PaymentSummary>> find(String orderId, Caller caller) {
        return summaries
                .find(orderId)
                .filter(view -> maySee(caller, view.value().customerId()));
    }

    /** Where a refund was asked for before any payment, nobody has told whose order it is. */
    private static boolean maySee(Caller caller, @Nullable String customerId) {
        return customerId == null ? caller.isOperator() : caller.maySee(customerId);
    }
}
