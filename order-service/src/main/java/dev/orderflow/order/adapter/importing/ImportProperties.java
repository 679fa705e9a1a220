package dev.orderflow.order.adapter.importing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of bulk import.
 *
 * @param bucket where accepted files are kept
 * @param workFolder where files lie while they are checked or worked on; needs room for two uploads and two imports
 * @param largestUpload of a file as it is sent
 * @param largestFile of a file unpacked
 * @param ordersAtOnce orders of one import that are being placed at the same time: more would only queue for connections
 * @param rowsAChunk after about how many rows progress is recorded; what a crash does again, and what a chunk's report
 *     holds
 */
@Validated
@ConfigurationProperties("orderflow.import")
record ImportProperties(
        @NotBlank @DefaultValue("orderflow-imports") String bucket,
        @DefaultValue("${java.io.tmpdir}/orderflow-imports") Path workFolder,
        @DefaultValue("256MB") DataSize largestUpload,
        @DefaultValue("2GB") DataSize largestFile,
        @Min(1) @Max(256) @DefaultValue("16") int ordersAtOnce,
        @Min(1) @Max(1000) @DefaultValue("500") int rowsAChunk) {}
