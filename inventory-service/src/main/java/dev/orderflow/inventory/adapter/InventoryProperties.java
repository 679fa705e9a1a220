package dev.orderflow.inventory.adapter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set of the warehouse; the defaults are for one busy instance.
 *
 * @param commandsWaiting commands that may wait for the warehouse; at 200 to an append of 10 ms, 2,000 wait 0.1 s
 * @param commandsPerCommit commands that share an append
 * @param bytesPerCommit after how much JSON a commit is full: below the 380 KB that fit into a journal's item even
 *     where nothing can be compressed, and with room for one last large command
 * @param commitsPerSnapshot how many commits a start folds at most, about; 500 take well under a second
 * @param patience how long a caller waits for the warehouse: a dozen lost races and a slow journal, within the time
 *     that a client or a gateway waits
 * @param writesAtOnce products of an import that are listed side by side: more only queue up at the engine
 */
@Validated
@ConfigurationProperties("orderflow.inventory")
record InventoryProperties(
        @Min(1) @Max(100_000) @DefaultValue("2000") int commandsWaiting,
        @Min(1) @Max(1_000) @DefaultValue("200") int commandsPerCommit,
        @NotNull @DefaultValue("256KB") DataSize bytesPerCommit,
        @Min(1) @Max(100_000) @DefaultValue("500") int commitsPerSnapshot,
        @NotNull @DefaultValue("20s") Duration patience,
        @Min(1) @Max(64) @DefaultValue("16") int writesAtOnce) {

    InventoryProperties {
        if (bytesPerCommit.toBytes() < 1_024 || bytesPerCommit.toKilobytes() > 300) {
            throw new IllegalArgumentException(
                    "orderflow.inventory.bytes-per-commit must be 1KB to 300KB, not " + bytesPerCommit);
        }
        if (patience.toMillis() < 1) {
            throw new IllegalArgumentException("orderflow.inventory.patience must be a time, not " + patience);
        }
    }
}
