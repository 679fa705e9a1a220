/** From the stream to effects: at least once in, exactly once out; poison parks its own stream. */
@NullMarked
package dev.orderflow.eventstore.consumer;

import org.jspecify.annotations.NullMarked;
