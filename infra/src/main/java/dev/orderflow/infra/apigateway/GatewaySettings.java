package dev.orderflow.infra.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In what the deployed document differs between environments; the parameters of the edge stack that it follows from.
 *
 * @param allowedOrigins of web pages that may call; none where no browser may
 * @param requestValidation whether the gateway refuses requests without a required {@code Idempotency-Key} itself
 * @param authorizer the function that checks tokens; empty where the gateway cannot run one
 * @param apiKeyRequired whether a client must send an API key of a usage plan
 */
public record GatewaySettings(
        List<String> allowedOrigins,
        boolean requestValidation,
        Optional<Authorizer> authorizer,
        boolean apiKeyRequired) {

    /** Scheme, host and port, as browsers send it: nothing else can be equal to it. */
    private static final String ORIGIN = "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?";

    /**
     * A Lambda authorizer.
     *
     * @param functionArn of the function
     * @param cacheSeconds for how long its answer about one token holds
     */
    public record Authorizer(String functionArn, int cacheSeconds) {
        /** What API Gateway takes; 0 would ask the function at every request. */
        public Authorizer {
            if (cacheSeconds < 0 || cacheSeconds > 3600) {
                throw new IllegalArgumentException(
                        "AuthorizerCacheSeconds must be 0 to 3600, as API Gateway takes it: " + cacheSeconds);
            }
        }

        String uri() {
            String[] parts = functionArn.split(":", -1);
            if (parts.length < 7 || !parts[2].equals("lambda")) {
                throw new IllegalArgumentException("Not the ARN of a Lambda function: " + functionArn);
            }
            return "arn:" + parts[1] + ":apigateway:" + parts[3] + ":lambda:path/2015-03-31/functions/" + functionArn
                    + "/invocations";
        }
    }

    public GatewaySettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!origin.matches(ORIGIN)) {
                throw new IllegalArgumentException("AllowedOrigins must be origins such as https://console.example.com,"
                        + " without a path and without *: '" + origin + "'");
            }
        }
    }

    /**
     * From the parameters of the edge stack.
     *
     * @param parameters by name, with their defaults filled in
     * @param account of AWS, 12 digits
     */
    public static GatewaySettings of(Map<String, String> parameters, String region, String account) {
        Optional<Authorizer> authorizer = Optional.empty();
        if (!parameters.getOrDefault("JwtIssuer", "").isEmpty()) {
            String function = "arn:" + partition(region) + ":lambda:" + region + ":" + account + ":function:orderflow-"
                    + required(parameters, "Environment") + "-jwt-authorizer";
            authorizer = Optional.of(
                    new Authorizer(function, Integer.parseInt(required(parameters, "AuthorizerCacheSeconds"))));
        }
        String origins = parameters.getOrDefault("AllowedOrigins", "");
        return new GatewaySettings(
                origins.isEmpty() ? List.of() : List.of(origins.split(",", -1)),
                flag(parameters, "RequestValidation"),
                authorizer,
                flag(parameters, "ApiKeyRequired"));
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static boolean flag(Map<String, String> parameters, String name) {
        return switch (required(parameters, name)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("The parameter " + name + " of the edge stack must be true or"
                        + " false: " + parameters.get(name));
        };
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The edge stack has no parameter " + name);
        }
        return value;
    }
}
