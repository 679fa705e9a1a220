/** Adapters in memory: for tests, with the same contracts as the real ones. */
@NullMarked
package dev.orderflow.eventstore.memory;

import org.jspecify.annotations.NullMarked;
