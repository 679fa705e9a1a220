/** Commits to bytes and back: explicit versioned wire names, upcasters, and one rule for what is unknown. */
@NullMarked
package dev.orderflow.events.codec;

import org.jspecify.annotations.NullMarked;
