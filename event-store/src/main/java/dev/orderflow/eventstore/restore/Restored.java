package dev.orderflow.eventstore.restore;

import java.time.Duration;

/**
 * What a restore did.
 *
 * @param records of archive and stream that were read
 * @param commits of the service's own journals among them; what was there already counts too
 * @param fromStream records that only the stream had
 */
public record Restored(long records, long commits, long fromStream, Duration took) {}
