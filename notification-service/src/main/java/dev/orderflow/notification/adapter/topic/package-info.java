/** The back office's topic on Amazon SNS. */
@NullMarked
package dev.orderflow.notification.adapter.topic;

import org.jspecify.annotations.NullMarked;
