/** A shortcut to the state of a long stream; only ever an optimisation. */
@NullMarked
package dev.orderflow.eventstore.snapshot;

import org.jspecify.annotations.NullMarked;
