/** The payment gateway over HTTP. */
@NullMarked
package dev.orderflow.payment.adapter.gateway;

import org.jspecify.annotations.NullMarked;
