/**
 * What {@code ./orderflow capacity} answers: what a number of orders a second takes of AWS, and what that costs. Start at
 * {@link dev.orderflow.launcher.capacity.Estimate}; docs/capacity.md has the formula. What one order takes is measured
 * ({@link dev.orderflow.launcher.capacity.OrderMeasurement}) and kept in a file; prices are in another.
 */
@NullMarked
package dev.orderflow.launcher.capacity;

import org.jspecify.annotations.NullMarked;
