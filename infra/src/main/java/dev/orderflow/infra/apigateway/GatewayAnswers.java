package dev.orderflow.infra.apigateway;

import static dev.orderflow.infra.apigateway.GatewayDocument.ordered;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateway answers by itself, as the problem documents that the services would answer with. */
final class GatewayAnswers {
    /** As the services and the local edge say it: what is restarted or deployed is back within some of these. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private static final String AGAIN = " Repeat it with the same Idempotency-Key.";

    /**
     * One kind of answer.
     *
     * @param kinds of API Gateway's that are answered so
     * @param errors JSON of the member {@code errors}, or empty
     * @param headers beside those that all have, by name
     */
    private record Answer(
            List<String> kinds,
            int status,
            String code,
            String title,
            String detail,
            String errors,
            Map<String, String> headers) {

        Answer(List<String> kinds, int status, String code, String title, String detail) {
            this(kinds, status, code, title, detail, "", Map.of());
        }

        Answer withErrors(String json) {
            return new Answer(kinds, status, code, title, detail, json, headers);
        }

        Answer withHeader(String name, String value) {
            return new Answer(kinds, status, code, title, detail, errors, Map.of(name, value));
        }

        Answer retried() {
            return withHeader("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
        }
    }

    private static final List<Answer> ALL = List.of(
            new Answer(
                    List.of("DEFAULT_4XX", "BAD_REQUEST_BODY"),
                    400,
                    "bad-request",
                    "The request cannot be understood",
                    "The entry point cannot read the request. Compare it with the API document."),
            // Nothing but this header is required by the validator, so this is the only reason there can be.
            new Answer(
                            List.of("BAD_REQUEST_PARAMETERS"),
                            400,
                            "idempotency-key-required",
                            "The header Idempotency-Key is required",
                            "Send a key of your own making, such as a UUID, and the same one when you repeat the request.")
                    .withErrors("[{\"header\":\"Idempotency-Key\",\"detail\":\"is required\"}]"),
            new Answer(
                            List.of("UNAUTHORIZED"),
                            401,
                            "unauthenticated",
                            "A valid bearer token is required",
                            "Send a valid token in the header Authorization, as Bearer and a space and the token.")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"orderflow\""),
            // The authorizer allows every valid token everything but what is cached, for which the scope is decided
            // here.
            new Answer(
                            List.of("ACCESS_DENIED"),
                            403,
                            "insufficient-scope",
                            "The token lacks a scope",
                            "This needs a token with the scope orders:read.")
                    .withHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"orders:read\""),
            new Answer(
                    List.of("INVALID_API_KEY"),
                    403,
                    "forbidden",
                    "This is not allowed",
                    "Send the API key that you were given in the header X-Api-Key."),
            new Answer(
                    List.of("INVALID_SIGNATURE", "EXPIRED_TOKEN", "WAF_FILTERED"),
                    403,
                    "forbidden",
                    "This is not allowed",
                    "The entry point does not let this request through."),
            // API Gateway's name is misleading: this is what it says of a path that it does not have.
            new Answer(
                    List.of("MISSING_AUTHENTICATION_TOKEN", "RESOURCE_NOT_FOUND"),
                    404,
                    "unknown-route",
                    "There is nothing at this path",
                    "The API document lists every path that there is."),
            new Answer(
                    List.of("REQUEST_TOO_LARGE"),
                    413,
                    "body-too-large",
                    "The body is larger than is taken",
                    "The entry point takes 10 MB. Compress an import with gzip, or split it at a row."),
            new Answer(
                    List.of("UNSUPPORTED_MEDIA_TYPE"),
                    415,
                    "unsupported-media-type",
                    "The resource does not take this media type",
                    "The API document names the content types of each operation."),
            new Answer(
                            List.of("THROTTLED", "QUOTA_EXCEEDED"),
                            429,
                            "too-many-requests",
                            "More is asked than may be",
                            "Nothing was done. Try again after Retry-After seconds, with the same Idempotency-Key.")
                    .retried(),
            new Answer(
                    List.of("DEFAULT_5XX", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR"),
                    500,
                    "internal",
                    "Something went wrong on our side",
                    "The entry point failed; traceId finds the request in its log."),
            // The function fails only where it cannot fetch the issuer's keys; a token that is not valid is
            // UNAUTHORIZED.
            new Answer(
                            List.of("AUTHORIZER_FAILURE"),
                            503,
                            "unavailable",
                            "Something that is needed cannot be reached right now",
                            "No token can be checked right now. Try again in a moment.")
                    .retried(),
            new Answer(
                            List.of("INTEGRATION_FAILURE"),
                            503,
                            "unavailable",
                            "Something that is needed cannot be reached right now",
                            "The service cannot be reached, or broke the connection off, so what became of the request is"
                                    + " not known." + AGAIN)
                    .retried(),
            new Answer(
                            List.of("INTEGRATION_TIMEOUT"),
                            504,
                            "timed-out",
                            "The answer did not come in time",
                            "The service did not answer in time, so what became of the request is not known." + AGAIN)
                    .retried());

    private final boolean browsersCall;

    /** @param browsersCall whether pages of other origins may call */
    GatewayAnswers(boolean browsersCall) {
        this.browsersCall = browsersCall;
    }

    /** The value of {@code x-amazon-apigateway-gateway-responses}. */
    Map<String, Object> toDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        for (Answer answer : ALL) {
            answer.kinds().forEach(kind -> document.put(kind, described(answer)));
        }
        return document;
    }

    private Map<String, Object> described(Answer answer) {
        return ordered(
                "statusCode", answer.status(),
                "responseParameters", headers(answer),
                "responseTemplates", Map.of("application/json", body(answer)));
    }

    private Map<String, Object> headers(Answer answer) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("gatewayresponse.header.Content-Type", "'application/problem+json'");
        headers.put("gatewayresponse.header.Cache-Control", "'no-store'");
        headers.put("gatewayresponse.header.X-Request-Id", "method.request.header.X-Request-Id");
        answer.headers().forEach((name, value) -> headers.put("gatewayresponse.header." + name, "'" + value + "'"));
        if (browsersCall) {
            // Any origin may read it: nothing of a customer is in what the gateway says by itself.
            headers.put("gatewayresponse.header.Access-Control-Allow-Origin", "'*'");
        }
        return headers;
    }

    /** Written by hand, for the variables stand where JSON has text: the gateway fills them in. */
    private static String body(Answer answer) {
        String errors = answer.errors().isEmpty() ? "" : ",\"errors\":" + answer.errors();
        return "{\"type\":\"https://orderflow.dev/problems/" + answer.code() + "\",\"title\":\"" + answer.title()
                + "\",\"status\":" + answer.status() + ",\"detail\":\"" + answer.detail()
                + "\",\"instance\":\"$context.path\",\"code\":\"" + answer.code()
                + "\",\"traceId\":\"$context.requestId\"" + errors + "}";
    }
}
