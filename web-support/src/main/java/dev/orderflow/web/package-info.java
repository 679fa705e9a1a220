/**
 * What the HTTP side of every service has in common; put on the class path, it configures itself.
 *
 * <p>Reading order: {@code problem} (how a refusal looks), {@code security} (who may), {@code body} (strict input),
 * {@code request} (identity of a request), {@code read} (versions, freshness, pages).
 */
@NullMarked
package dev.orderflow.web;

import org.jspecify.annotations.NullMarked;
