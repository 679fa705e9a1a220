package dev.orderflow.payment.adapter.rest;

import dev.orderflow.events.Money;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.payments.PaymentSummaries;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a customer has paid, less what went back. */
@RestController
class BalanceController {
    private final Views<CustomerBalance> balances;
    private final ReadYourWrites reads;

    BalanceController(Views<CustomerBalance> balances, ReadYourWrites reads) {
        this.balances = balances;
        this.reads = reads;
    }

    /** @param version how often money moved; 0 where it never did */
    record BalanceBody(String customerId, long version, List<CurrencyBalance> balances) {
        static BalanceBody of(View<CustomerBalance> balance) {
            return new BalanceBody(
                    balance.id(),
                    balance.version(),
                    balance.value().totals().stream()
                            .map(totals -> new CurrencyBalance(totals.captured(), totals.refunded(), totals.balance()))
                            .toList());
        }
    }

    record CurrencyBalance(Money captured, Money refunded, Money balance) {}

    @GetMapping("/v1/customers/{customerId}/balance")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<BalanceBody> balance(
            @PathVariable @Pattern(regexp = PaymentController.ID) String customerId,
            Caller caller,
            ReadDemand demand,
            HttpServletRequest request) {
        var read = reads.read(PaymentSummaries.READ_MODEL, demand, () -> find(customerId, caller), View::version);
        if (read.value().isEmpty()) {
            throw PaymentProblems.customerNotFound(demand, read.freshness());
        }
        return Answers.of(request, demand, read, View::version, BalanceBody::of, "customer");
    }

    private Optional<View<CustomerBalance>> find(String customerId, Caller caller) {
        Optional<View<CustomerBalance>> found =
                caller.maySee(customerId) ? balances.find(customerId) : Optional.empty();
        // Customers know that they exist; of anybody else it is not told.
        return found.or(() -> caller.subject().equals(customerId)
                ? Optional.of(new View<>(customerId, 0, CustomerBalance.empty(customerId)))
                : Optional.empty());
    }
}
