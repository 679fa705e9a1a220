package dev.orderflow.edge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP contract is a valid OpenAPI 3.0 document, keeps its own habits, and its examples are true. */
class OpenApiDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "infra", "api", "openapi.yaml");

    private static final Set<String> SCOPES = Set.of("orders:write", "orders:read", "catalog:write", "operations");

    private static SwaggerParseResult parsed;
    private static OpenApiInteractionValidator validator;

    private record Described(String path, PathItem.HttpMethod method, Operation operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void parse() throws Exception {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        String text = Files.readString(DOCUMENT);
        parsed = new OpenAPIV3Parser().readContents(text, null, options);
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(text)
                .build();
    }

    @Test
    void is_a_valid_openapi_document() {
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.0.3");
    }

    @Test
    void has_exactly_the_resources_of_this_stage() {
        assertThat(operations().stream().map(Described::toString))
                .containsExactlyInAnyOrder(
                        "POST /v1/orders",
                        "GET /v1/orders",
                        "GET /v1/orders/{orderId}",
                        "POST /v1/orders/{orderId}/cancellation",
                        "GET /v1/orders/{orderId}/diff",
                        "GET /v1/orders/{orderId}/events",
                        "GET /v1/orders/{orderId}/process",
                        "POST /v1/orders/{orderId}/process/actions",
                        "GET /v1/stuck-orders",
                        "POST /v1/imports",
                        "GET /v1/imports/{importId}",
                        "GET /v1/imports/{importId}/rows",
                        "PUT /v1/products/{sku}",
                        "GET /v1/products",
                        "GET /v1/products/{sku}",
                        "POST /v1/stock/{sku}/receipts",
                        "POST /v1/stock/{sku}/adjustments",
                        "GET /v1/stock/{sku}",
                        "GET /v1/stock/{sku}/movements",
                        "GET /v1/shipments/{orderId}",
                        "GET /v1/payments/{orderId}",
                        "POST /v1/payments/{orderId}/refunds",
                        "GET /v1/customers/{customerId}/balance",
                        "GET /v1/notifications",
                        "GET /v1/streams/{streamId}/events",
                        "GET /v1/parked-streams",
                        "GET /v1/parked-streams/{parkedStreamId}",
                        "POST /v1/parked-streams/{parkedStreamId}/redrive",
                        "GET /v1/stock/{sku}/diff",
                        "GET /v1/stock/{sku}/events",
                        "POST /v1/archive/verifications",
                        "GET /v1/archive/verifications/{verificationId}",
                        "GET /v1/audit",
                        "POST /v1/rebuilds",
                        "GET /v1/rebuilds",
                        "GET /v1/rebuilds/{rebuildId}",
                        "GET /v1/archive/status");
    }

    @Test
    void every_operation_says_what_it_is_and_who_may() {
        Set<String> tags =
                parsed.getOpenAPI().getTags().stream().map(tag -> tag.getName()).collect(Collectors.toSet());
        assertThat(operations().stream().map(each -> each.operation().getOperationId()))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        for (Described each : operations()) {
            assertThat(each.operation().getSummary()).as("summary of %s", each).isNotBlank();
            assertThat(tags).as("tag of %s", each).containsAll(each.operation().getTags());
            assertThat((List<?>) each.operation().getExtensions().get("x-required-scopes"))
                    .as("scopes of %s", each)
                    .isNotEmpty()
                    .allMatch(SCOPES::contains);
        }
    }

    @Test
    void every_operation_names_the_problems_that_it_can_have() {
        for (Described each : operations()) {
            Set<String> answers = each.operation().getResponses().keySet();
            assertThat(answers).as("answers of %s", each).contains("400", "401", "403", "503", "default");
            if (each.operation().getRequestBody() != null) {
                assertThat(answers).as("answers of %s", each).contains("413", "415");
            }
            if (parameters(each).contains("Idempotency-Key")) {
                assertThat(answers).as("answers of %s", each).contains("422");
                assertThat(success(each).getHeaders()).as("headers of %s", each).containsKey("Idempotent-Replayed");
            }
            if (parameters(each).contains("If-Match")) {
                assertThat(answers).as("answers of %s", each).contains("412");
            }
            boolean promisesFreshness = success(each).getHeaders() != null
                    && success(each).getHeaders().containsKey("Orderflow-Freshness");
            assertThat(promisesFreshness)
                    .as("freshness of %s for who asks for a version", each)
                    .isEqualTo(parameters(each).contains("minVersion"))
                    .isEqualTo(parameters(each).contains("Prefer"));
            if (parameters(each).contains("cursor")) {
                assertThat(parameters(each)).as("parameters of %s", each).contains("limit");
                assertThat(success(each).getHeaders()).as("headers of %s", each).containsKey("Link");
            }
        }
    }

    @Test
    void everything_that_a_client_sends_is_closed_and_bounded() {
        List<String> loose = new ArrayList<>();
        for (Described each : operations()) {
            if (each.operation().getRequestBody() != null) {
                MediaType json = each.operation().getRequestBody().getContent().get("application/json");
                if (json != null) {
                    collectLoose(each.toString(), json.getSchema(), loose);
                }
            }
        }
        assertThat(loose).isEmpty();
    }

    @Test
    void a_loose_schema_would_be_noticed() {
        Schema<?> loose = new OpenAPIV3Parser()
                .readContents("""
                        openapi: 3.0.3
                        info: {title: t, version: '1'}
                        paths: {}
                        components:
                          schemas:
                            Loose:
                              type: object
                              properties:
                                text: {type: string}
                                number: {type: integer, minimum: 1}
                                list: {type: array, items: {type: boolean}}
                        """)
                .getOpenAPI()
                .getComponents()
                .getSchemas()
                .get("Loose");
        List<String> found = new ArrayList<>();
        collectLoose("$", loose, found);
        assertThat(found)
                .containsExactlyInAnyOrder("$: open", "$.text: no bound", "$.number: no bound", "$.list: no bound");
    }

    @Test
    void every_example_of_a_request_is_valid() throws Exception {
        int examples = 0;
        for (Described each : operations()) {
            if (each.operation().getRequestBody() == null) {
                continue;
            }
            for (Map.Entry<String, MediaType> content :
                    each.operation().getRequestBody().getContent().entrySet()) {
                Object example = content.getValue().getExample();
                if (example != null) {
                    examples++;
                    assertValid(each, validator.validateRequest(request(each, content.getKey(), text(example))));
                }
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(7);
    }

    @Test
    void every_example_of_an_answer_is_valid() throws Exception {
        int examples = 0;
        for (Described each : operations()) {
            for (Map.Entry<String, ApiResponse> answer :
                    each.operation().getResponses().entrySet()) {
                if (answer.getKey().equals("default") || answer.getValue().getContent() == null) {
                    continue;
                }
                for (Map.Entry<String, MediaType> content :
                        answer.getValue().getContent().entrySet()) {
                    Object example = content.getValue().getExample();
                    if (example == null) {
                        continue;
                    }
                    examples++;
                    SimpleResponse.Builder response = SimpleResponse.Builder.status(Integer.parseInt(answer.getKey()))
                            .withContentType(content.getKey())
                            .withBody(text(example));
                    if (answer.getValue().getHeaders() != null) {
                        answer.getValue().getHeaders().forEach((name, header) -> {
                            if (Boolean.TRUE.equals(header.getRequired())) {
                                response.withHeader(name, headerExample(header));
                            }
                        });
                    }
                    assertValid(
                            each,
                            validator.validateResponse(
                                    each.path(),
                                    Request.Method.valueOf(each.method().name()),
                                    response.build()));
                }
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(operations().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"lines": [], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 0}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 100001}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 1.5}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": "1"}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A B", "quantity": 1}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 1, "unitPrice": 1}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 1}], "payment": {"card": "4111111111111111"}, "contact": {"name": "A", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 1}], "payment": {"card": "tok_approve"}, "contact": {"name": " ", "email": "a@b"}}
                    {"lines": [{"sku": "A", "quantity": 1}], "payment": {"card": "tok_approve"}, "contact": {"name": "A", "email": "nobody"}}
                    {"lines": [{"sku": "A", "quantity": 1}], "payment": {"card": "tok_approve"}}
                    {"lines": [{"sku": "A", "quantity": 1}], "payment": {"card": "tok_approve"}, "contact": null}""")
    void refuses_a_bad_order(String body) {
        Described place = operations().stream()
                .filter(each -> each.operation().getOperationId().equals("placeOrder"))
                .findFirst()
                .orElseThrow();

        assertThat(validator
                        .validateRequest(request(place, "application/json", body))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void every_code_that_an_answer_names_is_in_the_table_of_problems() throws Exception {
        OpenAPI api = parsed.getOpenAPI();
        Set<String> table =
                codes(api.getInfo().getDescription(), Pattern.compile("^\\| \\d{3} \\|(.*?)\\|", Pattern.MULTILINE));
        Set<String> named = new TreeSet<>();
        api.getComponents().getResponses().values().forEach(response -> {
            if (response.getContent() != null && response.getContent().containsKey("application/problem+json")) {
                named.addAll(codes(response.getDescription(), Pattern.compile("(.*)")));
            }
        });

        assertThat(table).hasSizeGreaterThan(25).containsAll(named);
        assertThat(named).contains("invalid-request", "unknown-sku", "overloaded", "not-found");
    }

    private static Set<String> codes(String text, Pattern part) {
        return part.matcher(text)
                .results()
                .flatMap(found -> Pattern.compile("`([a-z][a-z-]*[a-z])`")
                        .matcher(found.group(1))
                        .results())
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Described> operations() {
        List<Described> all = new ArrayList<>();
        parsed.getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> all.add(new Described(path, method, operation))));
        return all;
    }

    private static Set<String> parameters(Described each) {
        return each.operation().getParameters().stream().map(Parameter::getName).collect(Collectors.toSet());
    }

    private static ApiResponse success(Described each) {
        return each.operation().getResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static void collectLoose(String where, Schema<?> schema, List<String> loose) {
        switch (String.valueOf(schema.getType())) {
            case "object" -> {
                if (!Boolean.FALSE.equals(schema.getAdditionalProperties())) {
                    loose.add(where + ": open");
                }
                Map<String, Schema> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
                properties.forEach((name, property) -> collectLoose(where + "." + name, property, loose));
            }
            case "array" -> {
                if (schema.getMaxItems() == null) {
                    loose.add(where + ": no bound");
                }
                collectLoose(where + "[]", schema.getItems(), loose);
            }
            case "string" -> {
                if (schema.getMaxLength() == null && schema.getPattern() == null && schema.getEnum() == null) {
                    loose.add(where + ": no bound");
                }
            }
            case "integer" -> {
                if (schema.getMinimum() == null || schema.getMaximum() == null) {
                    loose.add(where + ": no bound");
                }
            }
            case "boolean" -> {}
            default -> loose.add(where + ": unexpected type " + schema.getType());
        }
    }

    /** The operation's own path with the examples of its parameters, and every required header. */
    private static SimpleRequest request(Described each, String contentType, String body) {
        String path = each.path();
        Map<String, String> headers = new LinkedHashMap<>();
        for (Parameter parameter : each.operation().getParameters()) {
            if (parameter.getIn().equals("path")) {
                path = path.replace("{" + parameter.getName() + "}", String.valueOf(parameter.getExample()));
            } else if (parameter.getIn().equals("header") && Boolean.TRUE.equals(parameter.getRequired())) {
                headers.put(parameter.getName(), String.valueOf(parameter.getExample()));
            }
        }
        SimpleRequest.Builder request = new SimpleRequest.Builder(each.method().name(), path)
                .withAuthorization("Bearer token")
                .withContentType(contentType)
                .withBody(body);
        headers.forEach(request::withHeader);
        return request.build();
    }

    private static String headerExample(io.swagger.v3.oas.models.headers.Header header) {
        if (header.getExample() != null) {
            return String.valueOf(header.getExample());
        }
        List<?> values = header.getSchema().getEnum();
        return values == null ? "x" : String.valueOf(values.getFirst());
    }

    private static String text(Object example) throws Exception {
        return example instanceof String csv ? csv : Json.mapper().writeValueAsString(example);
    }

    private static void assertValid(Described each, ValidationReport report) {
        assertThat(report.getMessages()).as("%s", each).isEmpty();
    }
}
