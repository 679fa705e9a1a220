/**
 * Catalogue, stock, reservations and shipments.
 *
 * <p>Reading order: {@code domain.WarehouseDecider} (the rules), {@code application.warehouse} (the one writer),
 * {@code application.fulfilment} (what orders set off), {@code application.shipping}, {@code application.catalogue},
 * {@code application.stock} (the read model of the warehouse), {@code adapter} (HTTP, carrier, wiring).
 */
@NullMarked
package dev.orderflow.inventory;

import org.jspecify.annotations.NullMarked;
