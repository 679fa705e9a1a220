/** With what: HTTP, the carrier, snapshots, and the configuration that wires it all. */
@NullMarked
package dev.orderflow.inventory.adapter;

import org.jspecify.annotations.NullMarked;
