/**
 * Judges a run of the suite from outside: by the answers that clients got, the gateway's ledger, the stream and the archive.
 * It shares no code with the suite, so that it cannot share its mistakes: plain JSON, HTTP and the AWS SDK. Start with
 * {@link dev.orderflow.launcher.checker.Checker}.
 */
@NullMarked
package dev.orderflow.launcher.checker;

import org.jspecify.annotations.NullMarked;
