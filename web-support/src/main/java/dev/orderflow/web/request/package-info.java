/** The identity of a request: its id, its trace, its idempotency key, its line in the log. */
@NullMarked
package dev.orderflow.web.request;

import org.jspecify.annotations.NullMarked;
