/**
 * Proves the archive whole and unaltered, and equal to the journals and to what the stream still has.
 *
 * <p>{@code ArchiveVerification} runs the proof; {@code ChainWalk}, {@code ObjectCheck}, {@code StreamComparison} and
 * {@code CommitComparison} each look for one kind of damage. What is too much for memory lies in {@code Scratch}.
 */
@NullMarked
package dev.orderflow.eventstore.verification;

import org.jspecify.annotations.NullMarked;
