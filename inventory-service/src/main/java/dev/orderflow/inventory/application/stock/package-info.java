/** Read models of the warehouse: how much of a product there is, and everything that moved it. */
@NullMarked
package dev.orderflow.inventory.application.stock;

import org.jspecify.annotations.NullMarked;
