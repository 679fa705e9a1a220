/** The words: what customers and the back office read. */
@NullMarked
package dev.orderflow.notification.application.letters;

import org.jspecify.annotations.NullMarked;
