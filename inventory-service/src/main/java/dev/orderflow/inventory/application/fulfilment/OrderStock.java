package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand;
import dev.orderflow.inventory.domain.WarehouseCommand.ReleaseStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReserveStock;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reserves and releases for orders. */
public final class OrderStock {
    private static final Logger log = LoggerFactory.getLogger(OrderStock.class);

    private final WarehouseWriter warehouse;

    public OrderStock(WarehouseWriter warehouse) {
        this.warehouse = warehouse;
    }

    void reserve(String orderId, List<SkuQuantity> lines, Cause cause) {
        execute(new ReserveStock(orderId, lines), cause);
    }

    void release(String orderId, Cause cause) {
        execute(new ReleaseStock(orderId), cause);
    }

    /** A refusal here is no answer to the order: the fact that forbids was stated, and is what the order goes by. */
    private void execute(WarehouseCommand command, Cause cause) {
        if (warehouse.execute(command, cause) instanceof Outcome.Refused<Warehouse, WarehouseRefusal> refused) {
            log.warn("Ignoring {}: {}", command, refused.refusal());
        }
    }
}
