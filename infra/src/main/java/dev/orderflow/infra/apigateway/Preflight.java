package dev.orderflow.infra.apigateway;

import static dev.orderflow.infra.apigateway.GatewayDocument.ordered;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answer to a browser that asks whether a page may call (CORS): from the gateway, without a token, since browsers
 * send none with this question. The services add the same origin to what they answer themselves.
 */
final class Preflight {
    private static final String METHODS = "GET,HEAD,POST,PUT";
    private static final String HEADERS =
            "Authorization,Content-Type,Idempotency-Key,If-Match,If-None-Match,Prefer,X-Request-Id,X-Api-Key,traceparent";

    /** Ten minutes: a browser asks seldom, and an origin that is taken away is gone soon. */
    private static final int MAX_AGE_SECONDS = 600;

    private Preflight() {}

    static Map<String, Object> of(List<String> allowedOrigins) {
        Map<String, Object> header = Map.of("schema", Map.of("type", "string"));
        Map<String, Object> headers = ordered(
                "Access-Control-Allow-Methods", header,
                "Access-Control-Allow-Headers", header,
                "Access-Control-Max-Age", header,
                "Vary", header);
        Map<String, Object> answer = ordered(
                "statusCode", "204",
                "responseParameters",
                        ordered(
                                "method.response.header.Access-Control-Allow-Methods", "'" + METHODS + "'",
                                "method.response.header.Access-Control-Allow-Headers", "'" + HEADERS + "'",
                                "method.response.header.Access-Control-Max-Age", "'" + MAX_AGE_SECONDS + "'",
                                "method.response.header.Vary", "'Origin'"),
                "responseTemplates", Map.of("application/json", template(allowedOrigins)));
        return ordered(
                "responses", Map.of("204", ordered("description", "What pages may send", "headers", headers)),
                "x-amazon-apigateway-integration",
                        ordered(
                                "type",
                                "mock",
                                "passthroughBehavior",
                                "when_no_match",
                                "requestTemplates",
                                Map.of("application/json", "{\"statusCode\": 204}"),
                                "responses",
                                Map.of("default", answer)));
    }

    /** An answer names one origin, so the one that asks is looked up; another gets no name, and its browser refuses. */
    private static String template(List<String> allowedOrigins) {
        String origins =
                allowedOrigins.stream().map(origin -> "\"" + origin + "\"").collect(Collectors.joining(", "));
        return """
                #set($allowed = [%s])
                #set($origin = $input.params("Origin"))
                #foreach($each in $allowed)
                #if($each == $origin)
                #set($context.responseOverride.header.Access-Control-Allow-Origin = $each)
                #end
                #end
                """.formatted(origins);
    }
}
