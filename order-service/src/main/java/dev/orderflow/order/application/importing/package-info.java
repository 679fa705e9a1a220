/**
 * Bulk import: a file of rows becomes orders, each row is accounted for, and a restart goes on where it stopped.
 *
 * <p>Reading order: {@link AcceptImport} (a file comes in), {@link ImportRun} (what is done with it),
 * {@link RowRules} and {@link Invoices} (which rows make an order), {@link ImportReports} (what came of it).
 */
@NullMarked
package dev.orderflow.order.application.importing;

import org.jspecify.annotations.NullMarked;
