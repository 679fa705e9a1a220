/** What is decided about a bulk import: its journal is its progress. */
@NullMarked
package dev.orderflow.order.domain.importing;

import org.jspecify.annotations.NullMarked;
