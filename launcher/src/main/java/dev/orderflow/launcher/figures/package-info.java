/** Figures for people: durations in order, and amounts as they are read. */
@NullMarked
package dev.orderflow.launcher.figures;

import org.jspecify.annotations.NullMarked;
