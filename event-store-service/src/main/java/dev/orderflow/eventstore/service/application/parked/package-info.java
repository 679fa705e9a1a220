/** What the consumers parked: for operators to see, to be warned of, and to have tried again. */
@NullMarked
package dev.orderflow.eventstore.service.application.parked;

import org.jspecify.annotations.NullMarked;
