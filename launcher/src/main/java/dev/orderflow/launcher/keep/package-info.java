/** Keeps what an engine without a memory of its own holds, across its restarts. Start with {@code SavedState}. */
@NullMarked
package dev.orderflow.launcher.keep;

import org.jspecify.annotations.NullMarked;
