package dev.orderflow.infra.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.apigateway.ApiDocument.Operation;
import dev.orderflow.infra.apigateway.GatewaySettings.Authorizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What API Gateway is given: pinned for one operation, and held to its rules for all of them. */
class GatewayDocumentTest {
    private static final GatewaySettings PLAIN = new GatewaySettings(List.of(), true, Optional.empty(), false);
    private static final GatewaySettings FULL = new GatewaySettings(
            List.of("https://console.example.com", "http://localhost:3000"),
            true,
            Optional.of(new Authorizer(
                    "arn:aws:lambda:eu-west-1:123456789012:function:orderflow-production-jwt-authorizer", 60)),
            true);

    private static final ApiDocument API = ApiDocument.ofCheckout();
    private static final JsonMapper JSON = new JsonMapper();

    private static final ApiDocument SMALL = ApiDocument.parse("""
            openapi: 3.0.3
            info: {title: Small, version: 1.2.3}
            tags:
              - {name: things, x-orderflow-service: event-store-service}
            paths:
              /v1/things/{thingId}:
                post:
                  operationId: changeThing
                  tags: [things]
                  x-required-scopes: ['operations']
                  parameters:
                    - {name: thingId, in: path, required: true, schema: {type: string, example: t-1}}
                    - $ref: '#/components/parameters/Key'
                    - {name: from, in: query, required: true, schema: {type: integer, format: int64, minimum: 1}}
                  responses:
                    '202': {description: Accepted}
                    default: {description: A problem}
            components:
              parameters:
                Key: {name: Idempotency-Key, in: header, required: true, schema: {type: string, maxLength: 200}}
            """);

    private static JsonNode rendered(ApiDocument api, GatewaySettings settings) {
        return JSON.readTree(GatewayDocument.render(api, settings));
    }

    private static JsonNode method(JsonNode document, Operation operation) {
        return document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    /** Of all that differs from the document, to the letter: this is what AWS sees. */
    @Test
    void an_operation_goes_to_its_service_by_the_private_way() {
        JsonNode paths = rendered(SMALL, PLAIN).path("paths");

        assertThat(paths).isEqualTo(JSON.readTree("""
                {"/v1/things/{thingId}": {
                  "x-amazon-apigateway-any-method": {
                    "parameters": [{"name": "thingId", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "responses": {"405": {"description": "The resource does not take this method"}},
                    "x-amazon-apigateway-integration": {
                      "type": "http_proxy", "httpMethod": "ANY",
                      "uri": "http://${stageVariables.eventStoreService}/v1/things/{thingId}",
                      "connectionType": "VPC_LINK", "connectionId": "${stageVariables.vpcLinkId}",
                      "requestParameters": {"integration.request.path.thingId": "method.request.path.thingId"},
                      "passthroughBehavior": "when_no_match", "timeoutInMillis": 29000}},
                  "post": {
                    "operationId": "changeThing",
                    "parameters": [
                      {"name": "thingId", "in": "path", "required": true, "schema": {"type": "string"}},
                      {"name": "Idempotency-Key", "in": "header", "required": true, "schema": {"type": "string"}},
                      {"name": "from", "in": "query", "required": false, "schema": {"type": "string"}}],
                    "x-amazon-apigateway-request-validator": "required-parameters",
                    "responses": {"202": {"description": "202"}},
                    "x-amazon-apigateway-integration": {
                      "type": "http_proxy", "httpMethod": "POST",
                      "uri": "http://${stageVariables.eventStoreService}/v1/things/{thingId}",
                      "connectionType": "VPC_LINK", "connectionId": "${stageVariables.vpcLinkId}",
                      "requestParameters": {"integration.request.path.thingId": "method.request.path.thingId"},
                      "passthroughBehavior": "when_no_match", "timeoutInMillis": 29000}}}}
                """));
    }

    /** Another order of members would be another deployment, though nothing changed. */
    @Test
    void the_same_input_gives_the_same_bytes_in_every_process() {
        assertThat(GatewayDocument.fingerprint(GatewayDocument.render(SMALL, FULL)))
                .isEqualTo("a9067a463b9f2a53");
    }

    @Test
    void every_operation_of_the_document_is_there_and_no_other() {
        JsonNode document = rendered(API, FULL);
        Set<String> wanted = new TreeSet<>();
        API.operations().forEach(operation -> wanted.add(operation.method() + " " + operation.path()));
        Set<String> found = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().forEach(method -> {
                    if (!Set.of("options", "x-amazon-apigateway-any-method").contains(method)) {
                        found.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        assertThat(found).isEqualTo(wanted).hasSizeGreaterThanOrEqualTo(37);
    }

    @Test
    void every_method_goes_to_the_very_path_that_was_asked_for() {
        JsonNode document = rendered(API, FULL);
        Set<String> services = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode integration = method.getValue().path("x-amazon-apigateway-integration");
                    if (integration.path("type").asString().equals("mock")) {
                        assertThat(method.getKey()).isEqualTo("options");
                        return;
                    }
                    String uri = integration.path("uri").asString();
                    assertThat(uri)
                            .matches("http://\\$\\{stageVariables\\.[A-Za-z]+}/.*")
                            .endsWith("}" + path.getKey());
                    services.add(uri.substring(uri.indexOf('.') + 1, uri.indexOf('}')));
                    long parameters = path.getKey()
                            .chars()
                            .filter(letter -> letter == '{')
                            .count();
                    assertThat(integration.path("requestParameters").size())
                            .as("path parameters of %s", path.getKey())
                            .isEqualTo((int) parameters);
                    assertThat(integration.path("httpMethod").asString())
                            .isEqualTo(
                                    method.getKey().startsWith("x-")
                                            ? "ANY"
                                            : method.getKey().toUpperCase(Locale.ROOT));
                }));

        assertThat(services)
                .containsExactly(
                        "eventStoreService",
                        "inventoryService",
                        "notificationService",
                        "orderService",
                        "paymentService");
    }

    /** What the developer guide lists as not taken, or as taken and not kept. */
    @Test
    void holds_nothing_that_api_gateway_does_not_take() {
        List<String> found = new ArrayList<>();
        collect(rendered(API, FULL), "", found);

        assertThat(found).isEmpty();
    }

    private static void collect(JsonNode node, String where, List<String> found) {
        Set<String> notTaken = Set.of(
                "$ref",
                "example",
                "examples",
                "default",
                "nullable",
                "discriminator",
                "readOnly",
                "oneOf",
                "format",
                "exclusiveMinimum",
                "pattern",
                "minItems",
                "maxItems",
                "deprecated");
        node.properties().forEach(member -> {
            // An integration's answers have one named default, which is API Gateway's own.
            boolean ownName = where.endsWith("/x-amazon-apigateway-integration/responses");
            if (notTaken.contains(member.getKey()) && !ownName) {
                found.add(where + "/" + member.getKey());
            }
            collect(member.getValue(), where + "/" + member.getKey(), found);
        });
        node.values().forEach(child -> {
            if (node.isArray()) {
                collect(child, where + "[]", found);
            }
        });
    }

    @Test
    void paths_have_only_letters_that_api_gateway_takes() {
        assertThat(API.operations())
                .allSatisfy(
                        operation -> assertThat(operation.path()).matches("(/([A-Za-z0-9._:,-]+|\\{[A-Za-z0-9]+}))+"));
    }

    @Test
    void the_gateway_validates_the_idempotency_key_and_leaves_all_else_to_the_services() {
        JsonNode document = rendered(API, FULL);
        for (Operation operation : API.operations()) {
            JsonNode method = method(document, operation);
            boolean needsKey = operation.requiresHeader("Idempotency-Key");
            assertThat(method.has("x-amazon-apigateway-request-validator"))
                    .as("validator of %s", operation)
                    .isEqualTo(needsKey);
            method.path("parameters").values().forEach(parameter -> {
                if (parameter.path("required").asBoolean()
                        && !parameter.path("in").asString().equals("path")) {
                    assertThat(parameter.path("name").asString()).isEqualTo("Idempotency-Key");
                }
            });
            assertThat(method.has("requestBody")).isFalse();
        }
        assertThat(document.path("x-amazon-apigateway-request-validators").toString())
                .isEqualTo(
                        "{\"required-parameters\":{\"validateRequestBody\":false,\"validateRequestParameters\":true}}");
    }

    @Test
    void without_validation_no_method_has_a_validator() {
        GatewaySettings settings = new GatewaySettings(List.of(), false, Optional.empty(), false);

        assertThat(GatewayDocument.render(API, settings)).doesNotContain("\"x-amazon-apigateway-request-validator\"");
    }

    @Test
    void every_method_but_a_browsers_question_needs_token_and_key_where_they_are_asked_for() {
        JsonNode document = rendered(API, FULL);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> assertThat(
                                        method.getValue().path("security").toString())
                                .as("%s %s", method.getKey(), path.getKey())
                                .isEqualTo(method.getKey().equals("options") ? "" : "[{\"jwt\":[],\"apiKey\":[]}]")));
        JsonNode authorizer = document.at("/components/securitySchemes/jwt/x-amazon-apigateway-authorizer");
        assertThat(authorizer.path("authorizerUri").asString())
                .isEqualTo("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:"
                        + "123456789012:function:orderflow-production-jwt-authorizer/invocations");
        assertThat(authorizer.path("authorizerResultTtlInSeconds").asInt()).isEqualTo(60);
        assertThat("Bearer a-b.c_d.e")
                .matches(authorizer.path("identityValidationExpression").asString());
        assertThat("Basic YTpi")
                .doesNotMatch(authorizer.path("identityValidationExpression").asString());
    }

    @Test
    void without_authorizer_and_keys_no_method_asks_for_them() {
        JsonNode document = rendered(API, PLAIN);

        assertThat(document.has("components")).isFalse();
        assertThat(document.toString()).doesNotContain("\"security\"");
    }

    @Test
    void a_cached_answer_is_kept_by_everything_that_it_depends_on() {
        JsonNode document = rendered(API, FULL);
        Set<String> cached = new TreeSet<>();
        for (Operation operation : API.operations()) {
            JsonNode key = method(document, operation).at("/x-amazon-apigateway-integration/cacheKeyParameters");
            if (key.isMissingNode()) {
                continue;
            }
            cached.add(operation.id());
            assertThat(operation.method()).as("only reads are cached").isEqualTo("GET");
            List<String> names = key.values().stream().map(JsonNode::asString).toList();
            assertThat(names)
                    .hasSize(operation.parameters().size() + 2)
                    .contains("method.request.header.Accept", "method.request.header.Origin");
            List<String> declared = method(document, operation).path("parameters").values().stream()
                    .map(parameter -> "method.request."
                            + parameter.path("in").asString().replace("query", "querystring") + "."
                            + parameter.path("name").asString())
                    .toList();
            assertThat(names)
                    .as("API Gateway takes only what is declared")
                    .containsExactlyInAnyOrderElementsOf(declared);
        }
        assertThat(cached).containsExactly("getProduct", "listProducts");
    }

    @Test
    void pages_that_may_call_are_asked_for_by_name() {
        String template = rendered(SMALL, FULL)
                .at("/paths")
                .path("/v1/things/{thingId}")
                .at("/options/x-amazon-apigateway-integration/responses/default/responseTemplates/application~1json")
                .asString();

        assertThat(template).contains("[\"https://console.example.com\", \"http://localhost:3000\"]");
        assertThat(GatewayDocument.render(SMALL, PLAIN))
                .doesNotContain("\"options\"")
                .doesNotContain("Access-Control");
    }
}
