/** Takes each request to the service that owns its path, streaming, within bounds. */
@NullMarked
package dev.orderflow.edge.routing;

import org.jspecify.annotations.NullMarked;
