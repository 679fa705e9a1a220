/** How the warehouse is kept in a snapshot. */
@NullMarked
package dev.orderflow.inventory.adapter.store;

import org.jspecify.annotations.NullMarked;
