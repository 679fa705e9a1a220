/** What every request gets before anything else: an id, and a path without tricks. */
@NullMarked
package dev.orderflow.edge.request;

import org.jspecify.annotations.NullMarked;
