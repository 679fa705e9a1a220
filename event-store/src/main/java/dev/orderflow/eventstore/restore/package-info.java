/** One service's tables, made again from the archive and what the stream holds beyond it: after everything was lost. */
@NullMarked
package dev.orderflow.eventstore.restore;

import org.jspecify.annotations.NullMarked;
