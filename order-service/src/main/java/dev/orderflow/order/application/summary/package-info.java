/** The order as clients read it, built from the stream. */
@NullMarked
package dev.orderflow.order.application.summary;

import org.jspecify.annotations.NullMarked;
