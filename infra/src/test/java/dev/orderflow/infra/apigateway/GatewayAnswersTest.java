package dev.orderflow.infra.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What API Gateway answers by itself is a problem document that the API document knows. */
class GatewayAnswersTest {
    /** All kinds of answers that the developer guide lists for REST APIs. */
    private static final Set<String> KINDS = Set.of(
            "ACCESS_DENIED",
            "API_CONFIGURATION_ERROR",
            "AUTHORIZER_CONFIGURATION_ERROR",
            "AUTHORIZER_FAILURE",
            "BAD_REQUEST_BODY",
            "BAD_REQUEST_PARAMETERS",
            "DEFAULT_4XX",
            "DEFAULT_5XX",
            "EXPIRED_TOKEN",
            "INTEGRATION_FAILURE",
            "INTEGRATION_TIMEOUT",
            "INVALID_API_KEY",
            "INVALID_SIGNATURE",
            "MISSING_AUTHENTICATION_TOKEN",
            "QUOTA_EXCEEDED",
            "REQUEST_TOO_LARGE",
            "RESOURCE_NOT_FOUND",
            "THROTTLED",
            "UNAUTHORIZED",
            "UNSUPPORTED_MEDIA_TYPE",
            "WAF_FILTERED");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Object> ANSWERS = new GatewayAnswers(false).toDocument();

    private static JsonNode body(Object answer) {
        String template = ((Map<?, ?>) ((Map<?, ?>) answer).get("responseTemplates"))
                .get("application/json")
                .toString();
        return JSON.readTree(
                template.replace("$context.path", "/live/v1/orders").replace("$context.requestId", "r-1"));
    }

    private static Map<?, ?> headers(Object answer) {
        return (Map<?, ?>) ((Map<?, ?>) answer).get("responseParameters");
    }

    @Test
    void every_kind_of_answer_has_one() {
        assertThat(ANSWERS.keySet()).isEqualTo(KINDS);
    }

    @Test
    void each_is_a_problem_document_with_the_status_that_is_sent() {
        ANSWERS.forEach((kind, answer) -> {
            JsonNode problem = body(answer);
            assertThat(problem.propertyNames())
                    .as(kind)
                    .contains("type", "title", "status", "detail", "instance", "code", "traceId")
                    .isSubsetOf("type", "title", "status", "detail", "instance", "code", "traceId", "errors");
            assertThat(problem.path("status").asInt()).isEqualTo(((Map<?, ?>) answer).get("statusCode"));
            assertThat(problem.path("type").asString())
                    .isEqualTo("https://orderflow.dev/problems/"
                            + problem.path("code").asString());
            assertThat(headers(answer).get("gatewayresponse.header.Content-Type"))
                    .isEqualTo("'application/problem+json'");
        });
    }

    @Test
    void each_code_stands_with_its_status_in_the_table_of_the_api_document() throws Exception {
        String document = Files.readString(ProjectFolders.find().root().resolve("infra/api/openapi.yaml"));
        Set<String> table = Pattern.compile("^ *\\| (\\d{3}) \\|(.*?)\\|", Pattern.MULTILINE)
                .matcher(document)
                .results()
                .flatMap(row -> Pattern.compile("`([a-z-]+)`")
                        .matcher(row.group(2))
                        .results()
                        .map(code -> row.group(1) + " " + code.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> used = ANSWERS.values().stream()
                .map(GatewayAnswersTest::body)
                .map(problem -> problem.path("status").asInt() + " "
                        + problem.path("code").asString())
                .distinct()
                .toList();

        assertThat(table).hasSizeGreaterThan(25).containsAll(used);
    }

    @Test
    void who_may_try_again_is_told_when() {
        ANSWERS.forEach((kind, answer) -> {
            int status = (Integer) ((Map<?, ?>) answer).get("statusCode");
            boolean told = headers(answer).containsKey("gatewayresponse.header.Retry-After");
            assertThat(told).as(kind).isEqualTo(Set.of(429, 503, 504).contains(status));
        });
    }

    /** The gateway refuses by this answer alone, so it must be right about the scope that the cached operations need. */
    @Test
    void the_scope_that_is_said_to_be_missing_is_that_of_the_cached_reads() {
        assertThat(ApiDocument.ofCheckout().operations().stream()
                        .filter(ApiDocument.Operation::cached)
                        .map(ApiDocument.Operation::scopes)
                        .distinct())
                .containsExactly(List.of("orders:read"));
        assertThat(body(ANSWERS.get("ACCESS_DENIED")).path("detail").asString())
                .isEqualTo("This needs a token with the scope orders:read.");
    }

    @Test
    void pages_may_read_them_where_pages_may_call() {
        String withPages = GatewayDocument.render(
                ApiDocument.ofCheckout(),
                new GatewaySettings(List.of("https://console.example.com"), true, Optional.empty(), false));

        assertThat(Pattern.compile("gatewayresponse.header.Access-Control-Allow-Origin")
                        .matcher(withPages)
                        .results())
                .hasSize(KINDS.size());
        assertThat(ANSWERS.toString()).doesNotContain("Access-Control");
    }
}
