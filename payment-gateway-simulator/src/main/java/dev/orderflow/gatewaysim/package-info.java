/**
 * A payment gateway as a real HTTP server with a durable ledger of its own, steered by test cards: what the payment
 * service talks to wherever no real gateway is meant to be charged.
 *
 * <p>Reading order: {@link dev.orderflow.gatewaysim.TestCard} (what can be provoked), {@code Gateway} (what is decided),
 * {@code LedgerFile} (what is kept), {@code HttpApi} (how it is asked). The table of cards is in
 * {@code docs/payment-gateway-simulator.md}.
 */
@NullMarked
package dev.orderflow.gatewaysim;

import org.jspecify.annotations.NullMarked;
