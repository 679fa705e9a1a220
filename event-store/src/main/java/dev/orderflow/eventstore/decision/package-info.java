/** How a decision is made: a pure decider, and the runner that loads, decides and appends. */
@NullMarked
package dev.orderflow.eventstore.decision;

import org.jspecify.annotations.NullMarked;
