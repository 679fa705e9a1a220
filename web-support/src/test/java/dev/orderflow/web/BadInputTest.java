package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadInputTest extends HttpTestBase {

    @Test
    void takes_what_is_right() {
        HttpResponse<String> response = send(posting("""
                        {"lines":[{"sku":"A","quantity":2}],"card":"tok","gift":false,"speed":"FAST",
                         "at":"2026-01-31T12:00:00Z","budget":{"amount":1999,"currency":"GBP"}}"""));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"lines\":1", "\"key\":\"k-1\"", "\"caller\":\"c1\"", "\"operator\":false");
    }

    @Test
    void names_every_bad_field_at_once_whatever_is_wrong_with_it() {
        JsonNode problem = problem(send(posting("""
                        {"lines":[{"sku":"","quantity":0},{"sku":7,"quantity":"2"},{"quantity":1.5,"colour":"red"}],
                         "speed":"WARP","at":"yesterday","budget":{"amount":1,"currency":"pounds"},
                         "gift":"yes","no/such~field":1}""")), 400, "invalid-request");
        assertThat(errors(problem))
                .containsExactlyInAnyOrder(
                        "/no~1such~0field: is not a known field; known are lines, card, speed, at, budget, gift",
                        "/lines/0/sku: must not be blank",
                        "/lines/0/quantity: must be greater than or equal to 1",
                        "/lines/1/sku: must be a text",
                        "/lines/1/quantity: must be a whole number from -2147483648 to 2147483647",
                        "/lines/2/colour: is not a known field; known are sku, quantity",
                        "/lines/2/sku: is required",
                        "/lines/2/quantity: must be a whole number from -2147483648 to 2147483647",
                        "/card: is required",
                        "/speed: must be one of SLOW, FAST",
                        "/at: must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z",
                        "/budget: is not valid: Not an ISO 4217 code: pounds",
                        "/gift: must be true or false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lines\":[],\"card\":\"t\",\"gift\":false} | /lines: size must be between 1 and 3",
                "{\"lines\":null,\"card\":\"t\",\"gift\":false} | /lines: must not be null",
                "{\"lines\":{},\"card\":\"t\",\"gift\":false} | /lines: must be an array",
                "{\"lines\":[null],\"card\":\"t\",\"gift\":false} | /lines/0: must not be null",
                "{\"lines\":[[]],\"card\":\"t\",\"gift\":false} | /lines/0: must be an object",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":-5}],\"card\":\"t\",\"gift\":false} | /lines/0/quantity: must be greater than or equal to 1",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":100001}],\"card\":\"t\",\"gift\":false} | /lines/0/quantity: must be less than or equal to 100000",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":99999999999}],\"card\":\"t\",\"gift\":false} | /lines/0/quantity: must be a whole number from -2147483648 to 2147483647",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"card\":\"t\"} | /gift: is required",
                "{\"lines\":[{\"sku\":\"A\\u0007\",\"quantity\":1}],\"card\":\"t\",\"gift\":false} | /lines/0/sku: must not hold control characters",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"card\":\"t\",\"gift\":false,\"speed\":null} | /speed: must not be null: leave it out",
                "[] | : must be an object",
                "\"text\" | : must be an object",
                "null | : must be an object"
            })
    void names_the_field(String json, String error) {
        JsonNode problem = problem(send(posting(json)), 400, "invalid-request");
        assertThat(errors(problem)).containsExactly(error.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"card\":\"t\",}",
                "{\"card\":\"t\" \"gift\":true}",
                "{'card':1}",
                "nonsense",
                "{\"card\":\"t\"} {\"card\":\"t\"}",
                "{\"card\":\"a\",\"card\":\"b\"}"
            })
    void says_where_json_is_malformed(String json) {
        JsonNode problem = problem(send(posting(json)), 400, "malformed-json");
        assertThat(problem.get("detail").asString()).matches("(?s).*(line 1, column \\d+|follows the end).*");
    }

    @Test
    void names_a_hundred_bad_fields_and_counts_the_rest() {
        String fields =
                IntStream.range(0, 150).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
        JsonNode problem = problem(send(posting("{" + fields + "}")), 400, "invalid-request");
        assertThat(errors(problem)).hasSize(100);
        // 150 unknown ones and 3 that are missing.
        assertThat(problem.get("detail").asString()).contains("53 more");
    }

    @Test
    void checks_place_then_scope_then_size_then_key_then_fields() {
        String large = "x".repeat(2_000_000);
        problem(send(posting(large).uri(request("/v1/nothing").build().uri())), 404, "unknown-route");
        problem(
                send(posting(large).setHeader("Authorization", "Bearer " + ISSUER.token("c1", "orders:read"))),
                403,
                "insufficient-scope");
        problem(send(posting(large).setHeader("Idempotency-Key", "a b")), 413, "body-too-large");
        problem(send(posting("{}").setHeader("Idempotency-Key", "a b")), 400, "idempotency-key-invalid");
    }

    @Test
    void refuses_json_nested_without_end() {
        problem(send(posting("[".repeat(100_000))), 400, "malformed-json");
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        byte[] latin = "{\"card\":\"caf\u00e9 \"}".getBytes(StandardCharsets.ISO_8859_1);
        problem(send(posting("").POST(HttpRequest.BodyPublishers.ofByteArray(latin))), 400, "malformed-json");
    }

    @Test
    void wants_a_body() {
        JsonNode problem = problem(send(posting("")), 400, "invalid-request");
        assertThat(errors(problem)).singleElement().asString().startsWith(": is required");
    }

    @Test
    void refuses_ten_megabytes_and_the_client_gets_to_see_it() {
        JsonNode problem = problem(send(posting("x".repeat(10_000_000))), 413, "body-too-large");
        assertThat(problem.get("detail").asString()).contains("1048576 bytes");
    }

    @Test
    void refuses_ten_megabytes_also_where_the_length_is_not_told() {
        byte[] large = ("{\"card\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        problem(
                send(posting("").POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))),
                413,
                "body-too-large");
    }

    @Test
    void leaves_the_bound_to_a_handler_that_keeps_its_own() {
        byte[] large = new byte[3_000_000];
        HttpRequest.Builder upload = asCustomer("/v1/uploads").header("Content-Type", "text/csv");
        HttpResponse<String> told = send(upload.POST(HttpRequest.BodyPublishers.ofByteArray(large)));
        HttpResponse<String> untold =
                send(upload.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(told.body()).isEqualTo("3000000");
        assertThat(untold.body()).isEqualTo("3000000");
    }

    @Test
    void wants_json_in_utf_8_and_uncompressed() {
        problem(send(posting("{}").setHeader("Content-Type", "text/plain")), 415, "unsupported-media-type");
        problem(send(posting("{}").setHeader("Content-Type", "application/xml")), 415, "unsupported-media-type");
        problem(
                send(posting("{}").setHeader("Content-Type", "application/json;charset=ISO-8859-1")),
                415,
                "unsupported-media-type");
        problem(send(posting("{}").setHeader("Content-Encoding", "gzip")), 415, "unsupported-media-type");
        problem(send(posting("{}").setHeader("Content-Type", "no type at all")), 415, "unsupported-media-type");
    }

    @Test
    void answers_problems_also_to_those_who_accept_something_else() {
        problem(send(posting("{").setHeader("Accept", "text/html")), 400, "malformed-json");
        problem(send(asCustomer("/v1/things").setHeader("Accept", "application/xml")), 406, "not-acceptable");
    }

    @Test
    void knows_its_routes_methods_and_versions() {
        problem(send(asCustomer("/v1/nothing")), 404, "unknown-route");
        problem(send(asCustomer("/")), 404, "unknown-route");
        problem(send(asCustomer("/v2/things")), 404, "unknown-api-version");
        HttpResponse<String> wrongMethod = send(asCustomer("/v1/things").DELETE());
        problem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    }

    @Test
    void refuses_a_path_that_hides_a_slash() {
        problem(send(asCustomer("/v1/things/a%2Fb")), 400, "bad-request");
    }

    @Test
    void answers_a_problem_even_where_the_request_line_is_broken() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /v1/th<>ings HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"code\":\"bad-request\"", "\"traceId\"")
                    .doesNotContain("Tomcat");
        }
    }

    @Test
    void names_bad_parameters() {
        assertThat(errors(problem(send(asCustomer("/v1/things?limit=0")), 400, "invalid-request")))
                .containsExactly("?limit: must be a whole number from 1 to 100");
        assertThat(errors(problem(send(asCustomer("/v1/things?limit=many")), 400, "invalid-request")))
                .hasSize(1);
        assertThat(errors(problem(send(asCustomer("/v1/things?from=monday")), 400, "invalid-request")))
                .containsExactly("?from: must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z");
        problem(send(asCustomer("/v1/things?cursor=forged")), 400, "invalid-cursor");
    }

    @Test
    void names_every_bad_parameter_at_once() {
        assertThat(errors(problem(
                        send(asCustomer("/v1/things?limit=0&from=monday&speed=WARP&owner=X%20Y")),
                        400,
                        "invalid-request")))
                .containsExactlyInAnyOrder(
                        "?limit: must be a whole number from 1 to 100",
                        "?from: must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z",
                        "?speed: must be one of SLOW, FAST",
                        "?owner: must be 1 to 5 small letters");
        assertThat(errors(problem(send(asCustomer("/v1/owners/X?minVersion=0")), 400, "invalid-request")))
                .containsExactlyInAnyOrder(
                        "?owner: must be 1 to 5 small letters",
                        "?age: is required",
                        "?minVersion: must be a version as a write answered it: a whole number, at least 1");
        assertThat(send(asCustomer("/v1/owners/ada?age=36&minVersion=7")).body())
                .isEqualTo("ada367");
        assertThat(send(asCustomer("/v1/things?limit=2&from=2026-01-31T12:00:00Z&speed=FAST&owner=ada"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wants_an_idempotency_key() {
        String body = "{\"lines\":[{\"sku\":\"A\",\"quantity\":2}],\"card\":\"tok\",\"gift\":false}";
        HttpRequest.Builder without = asCustomer("/v1/things")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        problem(send(without), 400, "idempotency-key-required");
        problem(send(posting(body).setHeader("Idempotency-Key", "x".repeat(201))), 400, "idempotency-key-invalid");
        problem(send(posting(body).setHeader("Idempotency-Key", "a b")), 400, "idempotency-key-invalid");
        assertThat(send(posting(body).setHeader("Idempotency-Key", "\"quoted\""))
                        .body())
                .contains("\"key\":\"quoted\"");
    }

    @Test
    void answers_failures_without_showing_its_inside() {
        HttpResponse<String> bug = send(asCustomer("/v1/failures/bug"));
        problem(bug, 500, "internal");
        assertThat(bug.body()).doesNotContain("secret");
        for (String outage : List.of("aws", "busy")) {
            HttpResponse<String> response = send(asCustomer("/v1/failures/" + outage));
            problem(response, 503, "unavailable");
            assertThat(response.headers().firstValue("Retry-After")).contains("2");
        }
        problem(send(asCustomer("/v1/failures/large")), 413, "too-large-to-store");
        problem(send(asCustomer("/v1/failures/own")), 409, "thing-broken");
    }
}
