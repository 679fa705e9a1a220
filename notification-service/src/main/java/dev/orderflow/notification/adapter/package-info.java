/** With what: the wiring of the service; its outer sides are in the packages below. */
@NullMarked
package dev.orderflow.notification.adapter;

import org.jspecify.annotations.NullMarked;
