/**
 * A new version of a read model, filled from the archive beside the live one, proved equal to the journals, and only then
 * switched to.
 *
 * <p>Reading order: {@code ReadModel} (what can be rebuilt), {@code Rebuild} (how far one is), {@code ReadModels} (what one
 * instance knows, reads and writes), {@code RebuildRun} (the work), {@code DriftCheck} (the proof).
 */
@NullMarked
package dev.orderflow.eventstore.rebuild;

import org.jspecify.annotations.NullMarked;
