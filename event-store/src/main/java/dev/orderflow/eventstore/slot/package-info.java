/**
 * Which instance of a service is which, where nobody numbers them: containers that are started by the dozen. Start with
 * {@code SlotLease}.
 */
@NullMarked
package dev.orderflow.eventstore.slot;

import org.jspecify.annotations.NullMarked;
