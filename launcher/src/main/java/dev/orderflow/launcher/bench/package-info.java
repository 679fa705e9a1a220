/**
 * What {@code ./orderflow bench} measures: speed, what an order costs in write units, and what the suite takes of this
 * machine. Start at {@link dev.orderflow.launcher.bench.Bench}; docs/bench.md says what each figure means.
 */
@NullMarked
package dev.orderflow.launcher.bench;

import org.jspecify.annotations.NullMarked;
