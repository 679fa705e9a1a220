/** The one writer of the warehouse's stream. */
@NullMarked
package dev.orderflow.inventory.application.warehouse;

import org.jspecify.annotations.NullMarked;
