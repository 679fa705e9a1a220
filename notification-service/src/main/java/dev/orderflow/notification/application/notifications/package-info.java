/** Read model: what was told to whom, when and why. */
@NullMarked
package dev.orderflow.notification.application.notifications;

import org.jspecify.annotations.NullMarked;
