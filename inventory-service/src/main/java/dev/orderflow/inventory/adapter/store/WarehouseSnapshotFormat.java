package dev.orderflow.inventory.adapter.store;

import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseMemento;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The warehouse as compressed JSON. Strict when reading: half a state would be a wrong one. */
public final class WarehouseSnapshotFormat implements SnapshotFormat<Warehouse> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** To be raised whenever {@link WarehouseMemento} changes; the journal is then folded from its start once. */
    @Override
    public String schema() {
        return "warehouse-1";
    }

    @Override
    public byte[] write(Warehouse warehouse) {
        return Compression.deflate(JSON.writeValueAsBytes(warehouse.memento()));
    }

    @Override
    public Warehouse read(byte[] bytes) {
        return Warehouse.of(JSON.readValue(Compression.inflate(bytes), WarehouseMemento.class));
    }
}
