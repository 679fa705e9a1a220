/** What an order's requests set off in the warehouse. */
@NullMarked
package dev.orderflow.inventory.application.fulfilment;

import org.jspecify.annotations.NullMarked;
