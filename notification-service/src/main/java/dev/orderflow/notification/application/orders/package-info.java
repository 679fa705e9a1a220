/** Read model: what must be known of an order to write about it; no other service is asked. */
@NullMarked
package dev.orderflow.notification.application.orders;

import org.jspecify.annotations.NullMarked;
