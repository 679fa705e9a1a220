package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.web.testing.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The small service on a real port, with all filters; one context for all the tests that share it. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=things", "orderflow.web.allowed-origins=" + HttpTestBase.ALLOWED_ORIGIN})
abstract class HttpTestBase {
    static final String ALLOWED_ORIGIN = "https://console.example.com";
    static final TestIssuer ISSUER = TestIssuer.start();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder as(String token, String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder asCustomer(String path) {
        return as(ISSUER.customer("c1"), path);
    }

    HttpRequest.Builder posting(String json) {
        return asCustomer("/v1/things")
                .header("Idempotency-Key", "k-1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The problem document, after checks that hold for every one. */
    static JsonNode problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode json = JsonMapper.shared().readTree(response.body());
        assertThat(json.get("code").asString()).isEqualTo(code);
        assertThat(json.get("status").asInt()).isEqualTo(status);
        assertThat(json.get("type").asString()).endsWith("/" + code);
        assertThat(json.get("title").asString()).isNotBlank();
        assertThat(json.get("detail").asString()).isNotBlank();
        assertThat(json.get("instance").asString())
                .isEqualTo(response.request().uri().getRawPath());
        assertThat(json.get("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(response.body()).doesNotContain("dev.orderflow.", "Exception", "org.springframework", "jackson");
        return json;
    }

    /** The bad fields that a problem names, as {@code pointer: detail}. */
    static java.util.List<String> errors(JsonNode problem) {
        java.util.List<String> found = new java.util.ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            String name = error.has("pointer")
                    ? error.get("pointer").asString()
                    : error.has("parameter")
                            ? "?" + error.get("parameter").asString()
                            : error.get("header").asString();
            found.add(name + ": " + error.get("detail").asString());
        }
        return found;
    }
}
