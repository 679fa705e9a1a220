/** The JSON of read models and of their cursors, which every adapter writes alike. */
@NullMarked
package dev.orderflow.eventstore.json;

import org.jspecify.annotations.NullMarked;
