/**
 * The continuous auditor: follows the archive object by object, a few seconds behind the stream, and holds every commit
 * against the promises of the suite. It shares no rule with the services: it counts for itself.
 *
 * <p>{@code Auditor} moves on, {@code AuditBatch} applies commits, {@code OrderRules} and {@code StockRules} judge
 * what one record shows, {@code Suspects} what several streams have to agree on.
 */
@NullMarked
package dev.orderflow.eventstore.service.application.audit;

import org.jspecify.annotations.NullMarked;
