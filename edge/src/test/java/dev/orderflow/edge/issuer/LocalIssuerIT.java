package dev.orderflow.edge.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.edge.RunningEdge;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;

/** The tokens, judged by the decoder that the services use. */
class LocalIssuerIT extends RunningEdge {

    private static final String ISSUER = "http://127.0.0.1:18080";

    @Test
    void issues_customers_tokens_that_the_services_accept() throws Exception {
        JsonNode answer = json(token("client=customer"));

        assertThat(answer.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
        Jwt token = decoded(answer);
        assertThat(token.getSubject()).isEqualTo("customer-demo");
        assertThat(token.getClaimAsString("scope")).isEqualTo("orders:write orders:read");
        assertThat(token.getClaimAsString(JwtClaimNames.ISS)).isEqualTo(ISSUER);
        assertThat(token.getAudience()).containsExactly("orderflow");
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(token.getId())
                .isNotEqualTo(decoded(json(token("client=customer"))).getId());
    }

    @Test
    void issues_operators_tokens_for_a_given_subject_and_time() throws Exception {
        Jwt token = decoded(json(token("client=operator&sub=ada.l_1-x&ttl=60")));

        assertThat(token.getSubject()).isEqualTo("ada.l_1-x");
        assertThat(token.getClaimAsString("scope")).isEqualTo("orders:write orders:read catalog:write operations");
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void issues_expired_tokens_for_tests_and_the_services_refuse_them() throws Exception {
        JsonNode expired = json(token("client=customer&ttl=-3600"));

        assertThatThrownBy(() -> decoded(expired)).isInstanceOf(JwtValidationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "client=admin",
                "client=customer&client=operator",
                "client=customer&sub=",
                "client=customer&sub=two%20words",
                "client=customer&ttl=0",
                "client=customer&ttl=86401",
                "client=customer&ttl=-9223372036854775808",
                "client=customer&ttl=soon",
                "client=customer&scope=operations",
            })
    void refuses_what_it_does_not_issue_and_says_why(String form) throws Exception {
        HttpResponse<String> response = token(form);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("code").asString()).isEqualTo("invalid-request");
        assertThat(json(response).path("errors").size()).isPositive();
        assertThat(response.body()).doesNotContain("access_token");
    }

    @Test
    void takes_a_form_and_nothing_else() throws Exception {
        assertThat(send(to("/local-issuer/token")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"client\": \"operator\"}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(get("/local-issuer/token?client=operator").statusCode()).isEqualTo(405);
    }

    @Test
    void publishes_the_public_half_of_the_key_only() throws Exception {
        HttpResponse<String> keys = get("/.well-known/jwks.json");

        JsonNode key = json(keys).path("keys").path(0);
        assertThat(key.path("kty").asString()).isEqualTo("RSA");
        assertThat(key.path("use").asString()).isEqualTo("sig");
        assertThat(key.propertyNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi");
        assertThat(Files.readString(ISSUER_FOLDER.resolve("signing-key.json"))).contains("\"d\"");
    }

    @Test
    void describes_itself() throws Exception {
        JsonNode configuration = json(get("/.well-known/openid-configuration"));

        assertThat(configuration.path("issuer").asString()).isEqualTo(ISSUER);
        assertThat(configuration.path("jwks_uri").asString()).isEqualTo(ISSUER + "/.well-known/jwks.json");
        assertThat(configuration.path("token_endpoint").asString()).isEqualTo(ISSUER + "/local-issuer/token");
    }

    private HttpResponse<String> token(String form) throws Exception {
        return send(to("/local-issuer/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private Jwt decoded(JsonNode answer) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        edge("/.well-known/jwks.json").toString())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(ISSUER),
                new JwtClaimValidator<java.util.List<String>>(
                        JwtClaimNames.AUD, audience -> audience.contains("orderflow"))));
        return decoder.decode(answer.path("access_token").asString());
    }
}
