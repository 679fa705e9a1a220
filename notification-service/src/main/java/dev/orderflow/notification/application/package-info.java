/** What happens when: which event tells whom what, and how it comes that it is told once. */
@NullMarked
package dev.orderflow.notification.application;

import org.jspecify.annotations.NullMarked;
