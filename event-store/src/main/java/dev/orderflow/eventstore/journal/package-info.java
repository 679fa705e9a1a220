/** The write side: one conditional put per commit, read back consistently and without gaps. */
@NullMarked
package dev.orderflow.eventstore.journal;

import org.jspecify.annotations.NullMarked;
