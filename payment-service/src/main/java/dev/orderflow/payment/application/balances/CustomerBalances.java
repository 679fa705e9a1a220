package dev.orderflow.payment.application.balances;

import dev.orderflow.eventstore.view.ViewDefinition;
import java.util.List;

/** The shape of the read model. */
public final class CustomerBalances {
    public static final ViewDefinition<CustomerBalance> DEFINITION =
            new ViewDefinition<>("balances", CustomerBalance.class, List.of());

    private CustomerBalances() {}
}
