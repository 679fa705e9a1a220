/** What the archive holds by its own count, and whether its newest objects are still there. */
@NullMarked
package dev.orderflow.eventstore.service.application.archive;

import org.jspecify.annotations.NullMarked;
