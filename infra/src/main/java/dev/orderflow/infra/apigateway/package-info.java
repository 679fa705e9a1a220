/**
 * Makes what API Gateway is given of the one API document. Read {@link dev.orderflow.infra.apigateway.GatewayDocument}
 * first; docs/api-gateway.md says what the gateway does and what it leaves to the services.
 */
@NullMarked
package dev.orderflow.infra.apigateway;

import org.jspecify.annotations.NullMarked;
