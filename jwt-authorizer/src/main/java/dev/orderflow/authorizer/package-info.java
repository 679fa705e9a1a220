/**
 * The check of tokens before any service is asked. Read {@link dev.orderflow.authorizer.JwtAuthorizer} first; what it does
 * for whom is in docs/api-gateway.md. The services check every token again, and decide what it allows.
 */
@NullMarked
package dev.orderflow.authorizer;

import org.jspecify.annotations.NullMarked;
