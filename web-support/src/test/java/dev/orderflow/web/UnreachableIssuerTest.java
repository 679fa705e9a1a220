package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.web.testing.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=things")
class UnreachableIssuerTest {
    private static final TestIssuer ISSUER = TestIssuer.start();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
    }

    @Test
    void starts_without_the_issuer_and_answers_that_no_token_can_be_checked() throws Exception {
        ISSUER.close();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/things"))
                .header("Authorization", "Bearer " + ISSUER.customer("c1"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        HttpTestBase.problem(response, 503, "unavailable");
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
    }
}
