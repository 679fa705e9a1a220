/**
 * Real processes on real engines, under load, while everything that can fail does:
 * {@link dev.orderflow.launcher.torture.Torture} runs it, {@link dev.orderflow.launcher.checker.Checker} judges it.
 */
@NullMarked
package dev.orderflow.launcher.torture;

import org.jspecify.annotations.NullMarked;
