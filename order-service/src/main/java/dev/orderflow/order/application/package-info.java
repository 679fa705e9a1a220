/** What happens when: handlers, the process at work, read models and their queries. */
@NullMarked
package dev.orderflow.order.application;

import org.jspecify.annotations.NullMarked;
