/** What an operator does from the command line: see what is parked or stuck, have it tried again, move the clock. */
@NullMarked
package dev.orderflow.launcher.operators;

import org.jspecify.annotations.NullMarked;
