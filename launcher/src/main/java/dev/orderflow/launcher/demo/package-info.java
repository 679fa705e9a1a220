/**
 * What {@code ./orderflow demo} shows: three stories over HTTP, a month of real orders, and a report whose checks compare
 * the suite's word with what is really on record. Start at {@link dev.orderflow.launcher.demo.Demo}.
 */
@NullMarked
package dev.orderflow.launcher.demo;

import org.jspecify.annotations.NullMarked;
