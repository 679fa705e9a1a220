/** From the journal to the stream: nothing lost, nothing out of order, off the accept path. */
@NullMarked
package dev.orderflow.eventstore.publication;

import org.jspecify.annotations.NullMarked;
