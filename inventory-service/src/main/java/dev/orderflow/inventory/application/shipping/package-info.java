/** From a shipment request to a parcel that left, or will not: the carrier's port and the shipment's read model. */
@NullMarked
package dev.orderflow.inventory.application.shipping;

import org.jspecify.annotations.NullMarked;
