/** The e-mails that were sent on the local engines, opened in a browser. */
@NullMarked
package dev.orderflow.edge.inbox;

import org.jspecify.annotations.NullMarked;
