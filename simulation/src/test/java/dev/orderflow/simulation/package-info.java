/** All services' production code on one thread, against engines that fail by a seed; start at {@code Simulation}. */
package dev.orderflow.simulation;
