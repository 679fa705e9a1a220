/**
 * Every record of the stream, kept for ever, exactly once: compressed JSON lines by date and hour.
 *
 * <p>{@code Archiver} writes through {@code Archive}; {@code ArchiveReader} reads; {@code StreamHistories} has each journal
 * as the archive saw it.
 */
@NullMarked
package dev.orderflow.eventstore.archive;

import org.jspecify.annotations.NullMarked;
