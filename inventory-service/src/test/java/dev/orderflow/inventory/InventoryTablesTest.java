package dev.orderflow.inventory;

import dev.orderflow.eventstore.spring.TablesOfService;
import org.junit.jupiter.api.Test;

/** On AWS a template makes the tables, not the service. */
class InventoryTablesTest {
    @Test
    void the_data_stack_has_exactly_the_tables_that_this_service_asks_for() {
        TablesOfService.wired(InventoryServiceApplication.class).areThoseOfTheTemplate("inventory");
    }
}
