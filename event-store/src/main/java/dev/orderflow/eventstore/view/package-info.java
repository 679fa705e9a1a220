/** Read models: versioned items, written conditionally, found by key or by index. */
@NullMarked
package dev.orderflow.eventstore.view;

import org.jspecify.annotations.NullMarked;
