/**
 * Tells customers and the back office what they must know, once, and keeps what was told to whom and why.
 *
 * <p>It decides little, so it has no {@code domain}. Read {@code application.Notifier} first, then the automations beside
 * it, {@code application.letters} for the words, {@code adapter} for with what.
 */
@NullMarked
package dev.orderflow.notification;

import org.jspecify.annotations.NullMarked;
