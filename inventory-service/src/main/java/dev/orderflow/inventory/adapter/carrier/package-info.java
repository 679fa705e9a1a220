/** Carriers; so far a simulated one. */
@NullMarked
package dev.orderflow.inventory.adapter.carrier;

import org.jspecify.annotations.NullMarked;
