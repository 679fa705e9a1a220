/** What is decided about an order: pure, from its events alone; time, prices and answers arrive in commands. */
@NullMarked
package dev.orderflow.order.domain;

import org.jspecify.annotations.NullMarked;
