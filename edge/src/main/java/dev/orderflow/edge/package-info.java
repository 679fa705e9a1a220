/**
 * The one local entry point: routes the HTTP contract to the services, issues local tokens, and shows the documentation and
 * the e-mails that were sent.
 *
 * <p>Reading order: {@code routing.Upstream} (what goes where), {@code routing.RoutingConfiguration}, {@code issuer},
 * {@code inbox}, {@code pages}. It knows no other module: only paths and URLs.
 */
@NullMarked
package dev.orderflow.edge;

import org.jspecify.annotations.NullMarked;
