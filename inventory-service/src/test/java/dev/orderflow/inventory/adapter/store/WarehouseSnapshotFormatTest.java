package dev.orderflow.inventory.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseDecider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarehouseSnapshotFormatTest {
    private static final List<SkuQuantity> TWO_MUGS = List.of(new SkuQuantity("mug", 2));
    private final WarehouseSnapshotFormat format = new WarehouseSnapshotFormat();

    @Test
    void reads_what_it_wrote() {
        Warehouse warehouse = folded(
                new StockReceived("r1", List.of(new SkuQuantity("mug", 10)), "delivery"),
                new StockAdjusted("a1", "mug", -1, "broken"),
                new StockReserved("o1", TWO_MUGS),
                new StockReserved("o2", TWO_MUGS),
                new ShipmentFailed("o2", "s2", "no"),
                new ShipmentDispatched("o1", "s1", "t1", TWO_MUGS),
                new StockReservationRefused("o3", List.of()));
        assertThat(format.read(format.write(warehouse)).memento()).isEqualTo(warehouse.memento());
    }

    @Test
    void refuses_what_is_not_whole() {
        String json = new String(format.write(folded()), StandardCharsets.UTF_8);
        assertThat(json)
                .isEqualTo("{\"version\":0,\"levels\":{},\"held\":{},\"ended\":[],\"receipts\":[],\"adjustments\":[]}");
        for (String broken : List.of(
                "{}", json.replace("\"held\":{},", ""), json.replace("{\"version", "{\"x\":1,\"version"), "no")) {
            assertThatThrownBy(() -> format.read(broken.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static Warehouse folded(WarehouseEvent... events) {
        WarehouseDecider decider = new WarehouseDecider();
        Warehouse warehouse = decider.initial();
        for (WarehouseEvent event : events) {
            warehouse = decider.evolve(warehouse, event);
        }
        return warehouse;
    }
}
