/** Read model: payments whose outcome is open, and since when. */
@NullMarked
package dev.orderflow.notification.application.payments;

import org.jspecify.annotations.NullMarked;
