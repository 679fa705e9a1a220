/**
 * The published language of Orderflow: what happened, in records whose names and fields every service shares.
 *
 * <p>Reading order: {@link dev.orderflow.events.DomainEvent} and the event families beside it, then
 * {@link dev.orderflow.events.Commit}, the unit that is stored, published, consumed and archived.
 */
@NullMarked
package dev.orderflow.events;

import org.jspecify.annotations.NullMarked;
