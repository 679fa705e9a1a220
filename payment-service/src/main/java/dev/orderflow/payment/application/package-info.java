/** What happens when: the automations that turn the order's wishes into gateway calls, and the janitor behind them. */
@NullMarked
package dev.orderflow.payment.application;

import org.jspecify.annotations.NullMarked;
