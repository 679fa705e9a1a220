/** Strict input: bounded bodies, and every bad field of a JSON body named at once. */
@NullMarked
package dev.orderflow.web.body;

import org.jspecify.annotations.NullMarked;
