/** E-mail through Amazon SES. */
@NullMarked
package dev.orderflow.notification.adapter.mail;

import org.jspecify.annotations.NullMarked;
