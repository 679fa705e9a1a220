/** Verifications of the archive, one at a time: asked for, carried out, kept with what they found. */
@NullMarked
package dev.orderflow.eventstore.service.application.verification;

import org.jspecify.annotations.NullMarked;
