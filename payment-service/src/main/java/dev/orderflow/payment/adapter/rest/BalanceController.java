package dev.orderflow.payment.adapter.rest;

import dev.orderflow.events.Money;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.read.Freshness;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
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

    BalanceController(Views<CustomerBalance> balances) {
        this.balances = balances;
    }

    record BalanceBody(String customerId, List<CurrencyBalance> balances) {
        static BalanceBody of(CustomerBalance balance) {
            return new BalanceBody(
                    balance.customerId(),
                    balance.totals().stream()
                            .map(totals -> new CurrencyBalance(totals.captured(), totals.refunded(), totals.balance()))
                            .toList());
        }
    }

    record CurrencyBalance(Money captured, Money refunded, Money balance) {}

    @GetMapping("/v1/customers/{customerId}/balance")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<BalanceBody> balance(
            @PathVariable @Pattern(regexp = PaymentController.ID) String customerId, Caller caller) {
        Optional<CustomerBalance> found =
                caller.maySee(customerId) ? balances.find(customerId).map(View::value) : Optional.empty();
        // Customers know that they exist; of anybody else it is not told.
        CustomerBalance balance = found.or(() -> caller.subject().equals(customerId)
                        ? Optional.of(CustomerBalance.empty(customerId))
                        : Optional.empty())
                .orElseThrow(() -> new ProblemException(
                        PaymentProblems.CUSTOMER_NOT_FOUND, "No payment of this customer is known."));
        return ResponseEntity.ok()
                .header(Freshness.HEADER, Freshness.FRESH.headerValue())
                .body(BalanceBody.of(balance));
    }
}
