package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokensTest extends HttpTestBase {

    private static HttpResponse<String> refused(HttpResponse<String> response, String error) {
        problem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
        assertThat(response.body()).contains(error);
        return response;
    }

    @Test
    void wants_a_token() {
        HttpResponse<String> response = refused(send(request("/v1/things")), "Send a token");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void refuses_what_the_issuer_did_not_sign_for_this_suite_and_this_hour() {
        refused(send(as("not.a.token", "/v1/things")), "not one that the issuer signed");
        refused(send(as(ISSUER.forged("c1", "orders:read"), "/v1/things")), "not one that the issuer signed");
        refused(send(as(ISSUER.expired("c1", "orders:read"), "/v1/things")), "has expired");
        refused(send(as(ISSUER.forAudience("others", "c1", "orders:read"), "/v1/things")), "another audience");
        refused(send(as(ISSUER.fromIssuer("https://evil.example", "c1"), "/v1/things")), "another issuer");
        String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjMSJ9.";
        refused(send(as(unsigned, "/v1/things")), "not one that the issuer signed");
    }

    @Test
    void names_the_scope_that_is_missing_before_it_reads_the_body() {
        HttpResponse<String> response = send(as(ISSUER.token("c1", "orders:read"), "/v1/things")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{ broken")));
        JsonNode problem = problem(response, 403, "insufficient-scope");
        assertThat(problem.get("detail").asString()).contains("orders:write");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_scope", "orders:write");
    }

    @Test
    void wants_all_scopes_and_names_those_that_are_missing() {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        HttpResponse<String> half =
                send(as(ISSUER.token("op", "catalog:write"), "/v1/things/1").PUT(none));
        assertThat(problem(half, 403, "insufficient-scope").get("detail").asString())
                .contains("operations")
                .doesNotContain("catalog:write");
        assertThat(problem(send(asCustomer("/v1/things/1").PUT(none)), 403, "insufficient-scope")
                        .get("detail")
                        .asString())
                .contains("catalog:write and operations");
    }

    @Test
    void refuses_a_subject_that_could_not_be_part_of_an_id() {
        refused(send(as(ISSUER.token("a/b", "orders:read"), "/v1/things/1")), "subject");
    }

    @Test
    void shows_health_to_everybody_and_the_rest_of_the_actuator_to_operators() {
        for (String path : new String[] {"", "/liveness", "/readiness"}) {
            HttpResponse<String> health = send(request("/actuator/health" + path));
            assertThat(health.statusCode()).as(path).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"UP\"");
        }
        refused(send(request("/actuator/metrics")), "Send a token");
        problem(send(asCustomer("/actuator/metrics")), 403, "insufficient-scope");
        assertThat(send(as(ISSUER.operator(), "/actuator/metrics")).statusCode())
                .isEqualTo(200);
        problem(send(as(ISSUER.operator(), "/actuator/env")), 404, "unknown-route");
    }
}
