package dev.orderflow.order.application.importing;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How imports are worked on.
 *
 * @param workFolder for files while they are checked or worked on; what is in it is never needed again
 * @param largestUpload bytes of a file as it is sent
 * @param ordersAtOnce orders of one import that are being placed at the same time
 * @param rowsAChunk after about how many rows progress is recorded
 * @param look how often to look whether what was derived has been taken over
 */
public record ImportSettings(Path workFolder, long largestUpload, int ordersAtOnce, int rowsAChunk, Duration look) {}
