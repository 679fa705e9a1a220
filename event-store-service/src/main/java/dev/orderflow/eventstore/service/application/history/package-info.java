/** The history of any stream of any service, page by page, as it came over the stream. */
@NullMarked
package dev.orderflow.eventstore.service.application.history;

import org.jspecify.annotations.NullMarked;
