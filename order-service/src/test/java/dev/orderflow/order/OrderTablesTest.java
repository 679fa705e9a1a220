package dev.orderflow.order;

import dev.orderflow.eventstore.spring.TablesOfService;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On AWS a template makes the tables, not the service. */
class OrderTablesTest {
    private static final TablesOfService TABLES = TablesOfService.wired(OrderServiceApplication.class);

    @Test
    void the_data_stack_has_exactly_the_tables_that_this_service_asks_for() {
        TABLES.areThoseOfTheTemplate("orders");
    }

    @Test
    void the_data_stack_has_no_table_that_no_service_asks_for() {
        TABLES.areAllThatAreShared(List.of("orders", "inventory", "payments", "notifications", "event-store"));
    }
}
