package dev.orderflow.infra.apigateway;

import dev.orderflow.infra.apigateway.ApiDocument.Operation;
import dev.orderflow.infra.apigateway.ApiDocument.Parameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is imported into API Gateway: every operation of the API document with where it goes, in the part of OpenAPI 3.0
 * that API Gateway takes. Of a parameter that is its name, place and whether it is required; references, examples and
 * schemas are left out, because bodies are checked by the services alone.
 *
 * <p>The same document goes to AWS and to LocalStack: stage variables say where the services are.
 */
public final class GatewayDocument {
    /** The one header whose absence the gateway can answer as well as a service does. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    static final String VALIDATOR = "required-parameters";
    static final String JWT = "jwt";
    static final String API_KEY = "apiKey";

    /** The longest that API Gateway waits for a service without a raised quota. */
    private static final int TIMEOUT_MILLIS = 29_000;

    /** What an answer to a browser depends on beside the operation's own parameters. */
    private static final List<String> NEGOTIATED = List.of("Accept", "Origin");

    /** Bodies that are passed on byte by byte; as text, what is not UTF-8 would change on its way. */
    private static final List<String> BINARY = List.of("application/gzip", "text/csv");

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ApiDocument api;
    private final GatewaySettings settings;
    private final GatewayAnswers answers;

    private GatewayDocument(ApiDocument api, GatewaySettings settings) {
        this.api = api;
        this.settings = settings;
        this.answers = new GatewayAnswers(!settings.allowedOrigins().isEmpty());
    }

    /** The document as JSON text. The same input gives the same text, to the byte. */
    public static String render(ApiDocument api, GatewaySettings settings) {
        return JSON.writeValueAsString(new GatewayDocument(api, settings).document());
    }

    /**
     * Names a rendered document by its content: 16 hexadecimal digits. In the name of the deployment, it makes a new
     * deployment of every change, which API Gateway would otherwise import and not serve.
     */
    public static String fingerprint(String rendered) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(rendered.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.1");
        document.put("info", ordered("title", api.title(), "version", api.version()));
        document.put("paths", paths());
        Map<String, Object> schemes = securitySchemes();
        if (!schemes.isEmpty()) {
            document.put("components", Map.of("securitySchemes", schemes));
        }
        document.put(
                "x-amazon-apigateway-request-validators",
                Map.of(VALIDATOR, ordered("validateRequestBody", false, "validateRequestParameters", true)));
        document.put("x-amazon-apigateway-gateway-responses", answers.toDocument());
        document.put("x-amazon-apigateway-binary-media-types", BINARY);
        return document;
    }

    private Map<String, Object> paths() {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Operation operation : api.operations()) {
            Map<String, Object> item =
                    paths.computeIfAbsent(operation.path(), path -> anyOtherMethod(path, operation.service()));
            item.put(operation.method().toLowerCase(Locale.ROOT), method(operation));
        }
        return new LinkedHashMap<>(paths);
    }

    /** A method that the document does not have goes to the service too, which answers 405 and says what there is. */
    private Map<String, Object> anyOtherMethod(String path, String service) {
        List<Parameter> parameters = pathParameters(path).stream()
                .map(name -> new Parameter(name, "path", true))
                .toList();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(
                "x-amazon-apigateway-any-method",
                withSecurity(ordered(
                        "parameters",
                                parameters.stream()
                                        .map(GatewayDocument::declared)
                                        .toList(),
                        "responses", Map.of("405", Map.of("description", "The resource does not take this method")),
                        "x-amazon-apigateway-integration", integration("ANY", path, service))));
        if (!settings.allowedOrigins().isEmpty()) {
            item.put("options", Preflight.of(settings.allowedOrigins()));
        }
        return item;
    }

    private Map<String, Object> method(Operation operation) {
        List<Object> parameters = new ArrayList<>();
        operation.parameters().forEach(parameter -> parameters.add(declared(parameter)));
        Map<String, Object> integration = integration(operation.method(), operation.path(), operation.service());
        if (operation.cached()) {
            NEGOTIATED.forEach(header -> parameters.add(declared(new Parameter(header, "header", false))));
            // Each operation counts its cache for itself, and keeps it when a deployment changes another one.
            integration.put("cacheNamespace", operation.id());
            integration.put("cacheKeyParameters", cacheKey(operation));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        operation.statuses().forEach(status -> responses.put(status, Map.of("description", status)));
        Map<String, Object> method = ordered("operationId", operation.id(), "parameters", parameters);
        if (settings.requestValidation() && operation.requiresHeader(IDEMPOTENCY_KEY)) {
            method.put("x-amazon-apigateway-request-validator", VALIDATOR);
        }
        method.put("responses", responses);
        method.put("x-amazon-apigateway-integration", integration);
        return withSecurity(method);
    }

    /** Everything that the answer depends on; what a caller may see is decided before, by the authorizer. */
    private static List<String> cacheKey(Operation operation) {
        List<String> key = new ArrayList<>();
        operation.parameters("path").forEach(name -> key.add("method.request.path." + name));
        operation.parameters("query").forEach(name -> key.add("method.request.querystring." + name));
        operation.parameters("header").forEach(name -> key.add("method.request.header." + name));
        NEGOTIATED.forEach(name -> key.add("method.request.header." + name));
        return key;
    }

    private static Map<String, Object> integration(String method, String path, String service) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        pathParameters(path)
                .forEach(name -> parameters.put("integration.request.path." + name, "method.request.path." + name));
        Map<String, Object> integration = ordered(
                "type", "http_proxy",
                "httpMethod", method,
                "uri", "http://${stageVariables." + stageVariable(service) + "}" + path,
                "connectionType", "VPC_LINK",
                "connectionId", "${stageVariables.vpcLinkId}");
        if (!parameters.isEmpty()) {
            integration.put("requestParameters", parameters);
        }
        integration.put("passthroughBehavior", "when_no_match");
        integration.put("timeoutInMillis", TIMEOUT_MILLIS);
        return integration;
    }

    /** Of {@code event-store-service} that is {@code eventStoreService}; its value is a host and a port. */
    static String stageVariable(String service) {
        Matcher hyphen = Pattern.compile("-([a-z])").matcher(service);
        return hyphen.replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private Map<String, Object> withSecurity(Map<String, Object> method) {
        Map<String, Object> needed = new LinkedHashMap<>();
        securitySchemes().keySet().forEach(scheme -> needed.put(scheme, List.of()));
        if (!needed.isEmpty()) {
            method.put("security", List.of(needed));
        }
        return method;
    }

    private Map<String, Object> securitySchemes() {
        Map<String, Object> schemes = new LinkedHashMap<>();
        settings.authorizer()
                .ifPresent(
                        function -> schemes.put(
                                JWT,
                                ordered(
                                        "type",
                                        "apiKey",
                                        "name",
                                        "Authorization",
                                        "in",
                                        "header",
                                        "x-amazon-apigateway-authtype",
                                        "custom",
                                        "x-amazon-apigateway-authorizer",
                                        ordered(
                                                "type",
                                                "token",
                                                "authorizerUri",
                                                function.uri(),
                                                "authorizerResultTtlInSeconds",
                                                function.cacheSeconds(),
                                                // What cannot be a token is refused without asking; the scheme's case
                                                // is free (RFC 9110).
                                                "identityValidationExpression",
                                                "^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$"))));
        if (settings.apiKeyRequired()) {
            schemes.put(API_KEY, ordered("type", "apiKey", "name", "x-api-key", "in", "header"));
        }
        return schemes;
    }

    private static List<String> pathParameters(String path) {
        return PATH_PARAMETER
                .matcher(path)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Only what a path needs and the key of idempotency are required here: the services name everything else at once. */
    private static Map<String, Object> declared(Parameter parameter) {
        boolean required = parameter.required()
                && (parameter.place().equals("path") || parameter.name().equals(IDEMPOTENCY_KEY));
        return ordered(
                "name", parameter.name(),
                "in", parameter.place(),
                "required", required,
                "schema", Map.of("type", "string"));
    }

    /** Names and values by turns, in this order. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
