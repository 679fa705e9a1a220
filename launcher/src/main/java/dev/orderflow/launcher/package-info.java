/**
 * What {@code ./orderflow} runs. {@link dev.orderflow.launcher.Suite} starts and stops everything as processes;
 * {@link dev.orderflow.launcher.Main} is the command line; the end-to-end tests use the same suite.
 */
@NullMarked
package dev.orderflow.launcher;

import org.jspecify.annotations.NullMarked;
