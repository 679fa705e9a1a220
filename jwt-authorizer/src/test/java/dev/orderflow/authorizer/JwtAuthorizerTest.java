package dev.orderflow.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function with real keys, fetched from a server as in life. */
class JwtAuthorizerTest {
    private static final String API = "arn:aws:execute-api:eu-west-1:123456789012:abc123/live";
    private static final CachedReads CACHED = CachedReads.parse("orders:read=GET/v1/products,GET/v1/products/*");

    private Issuer issuer;
    private JwtAuthorizer authorizer;

    @BeforeEach
    void start() throws Exception {
        issuer = new Issuer();
        authorizer = authorizer(Duration.ofMinutes(5), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private JwtAuthorizer authorizer(Duration kept, Duration betweenFetches) {
        return new JwtAuthorizer(new Settings(
                Issuer.NAME, "orderflow", IssuerKeys.from(Settings.url(issuer.keys()), kept, betweenFetches), CACHED));
    }

    private Map<String, Object> ask(String header) {
        Map<String, Object> event = new HashMap<>();
        event.put("type", "TOKEN");
        event.put("authorizationToken", header);
        event.put("methodArn", API + "/GET/v1/orders/o-1");
        return authorizer.handleRequest(event, null);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> ask("Bearer " + token)).hasMessage("Unauthorized");
    }

    private static Map<String, Object> statement(String effect, String... resources) {
        return Map.of("Effect", effect, "Action", "execute-api:Invoke", "Resource", List.of(resources));
    }

    private static Object statements(Map<String, Object> answer) {
        return ((Map<?, ?>) answer.get("policyDocument")).get("Statement");
    }

    @Test
    void a_valid_token_is_allowed_the_whole_api_since_the_answer_is_kept_for_its_next_requests() {
        Map<String, Object> answer = ask("Bearer " + issuer.token());

        assertThat(answer).containsEntry("principalId", "ada");
        assertThat(answer).containsEntry("context", Map.of("sub", "ada", "scope", "orders:write orders:read"));
        assertThat(statements(answer)).isEqualTo(List.of(statement("Allow", API + "/*")));
    }

    @Test
    void who_may_not_read_the_catalogue_is_not_answered_from_its_cache_either() {
        JWTClaimsSet writer =
                Issuer.claims().claim("scope", "orders:write orders:readers").build();

        assertThat(statements(ask("Bearer " + issuer.token(writer))))
                .isEqualTo(List.of(
                        statement("Allow", API + "/*"),
                        statement("Deny", API + "/GET/v1/products", API + "/GET/v1/products/*")));
    }

    @Test
    void a_token_without_scopes_has_none() {
        JWTClaimsSet claims = Issuer.claims().claim("scope", null).build();

        assertThat(ask("Bearer " + issuer.token(claims))).containsEntry("context", Map.of("sub", "ada", "scope", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
    void the_scheme_is_read_as_http_wants_it(String scheme) {
        assertThat(ask(scheme + issuer.token())).containsEntry("principalId", "ada");
    }

    @Test
    void refuses_what_is_not_a_bearer_token() {
        for (String header : new String[] {null, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "Bearer a.b.c"}) {
            assertThatThrownBy(() -> ask(header)).as("%s", header).hasMessage("Unauthorized");
        }
        assertThat(issuer.fetches()).as("what is no token costs no fetch").isZero();
    }

    @Test
    void refuses_a_forged_token() {
        assertRefused(Issuer.sign(Issuer.newKey("first"), Issuer.claims().build()));
    }

    @Test
    void refuses_a_token_whose_claims_were_changed() {
        String[] own = issuer.token().split("\\.");
        String[] other = issuer.token(Issuer.claims().subject("eve").build()).split("\\.");

        assertRefused(own[0] + "." + other[1] + "." + own[2]);
    }

    @Test
    void refuses_an_expired_token() {
        assertRefused(issuer.token(Issuer.claims()
                .expirationTime(Date.from(Instant.now().minusSeconds(90)))
                .build()));
    }

    @Test
    void refuses_a_token_that_never_expires() {
        assertRefused(issuer.token(Issuer.claims().expirationTime(null).build()));
    }

    @Test
    void refuses_a_token_that_is_not_valid_yet() {
        assertRefused(issuer.token(Issuer.claims()
                .notBeforeTime(Date.from(Instant.now().plusSeconds(300)))
                .build()));
    }

    @Test
    void takes_clocks_that_differ_by_less_than_a_minute() {
        JWTClaimsSet claims = Issuer.claims()
                .expirationTime(Date.from(Instant.now().minusSeconds(30)))
                .build();

        assertThat(ask("Bearer " + issuer.token(claims))).containsEntry("principalId", "ada");
    }

    @Test
    void refuses_a_token_for_another_audience() {
        assertRefused(issuer.token(Issuer.claims().audience("elsewhere").build()));
        assertRefused(issuer.token(Issuer.claims().audience((String) null).build()));
    }

    @Test
    void refuses_a_token_of_another_issuer() {
        assertRefused(issuer.token(
                Issuer.claims().issuer("https://other.example.com/").build()));
    }

    @Test
    void refuses_a_subject_that_no_service_would_take() {
        assertRefused(issuer.token(Issuer.claims().subject("ada/../eve").build()));
        assertRefused(issuer.token(Issuer.claims().subject(null).build()));
    }

    @Test
    void refuses_a_token_that_nobody_signed() {
        assertRefused(new PlainJWT(Issuer.claims().build()).serialize());
    }

    /** The classic confusion: the public key, which everybody has, taken for a shared secret. */
    @Test
    void refuses_a_token_signed_with_the_public_key_as_a_secret() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                Issuer.claims().build());
        token.sign(new MACSigner(issuer.publicKey().toJSONString().getBytes(StandardCharsets.UTF_8)));

        assertRefused(token.serialize());
    }

    @Test
    void keys_are_fetched_once_for_many_tokens() {
        for (int i = 0; i < 20; i++) {
            ask("Bearer " + issuer.token());
        }

        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void refuses_unknown_keys_and_fetches_no_more_than_twice_for_any_number_of_them() {
        ask("Bearer " + issuer.token());
        RSAKey made = Issuer.newKey("made-up");
        for (int i = 0; i < 20; i++) {
            RSAKey named = new RSAKey.Builder(made).keyID("made-up-" + i).build();
            assertRefused(Issuer.sign(named, Issuer.claims().build()));
        }

        assertThat(issuer.fetches()).isBetween(2, 3);
        assertThat(ask("Bearer " + issuer.token())).as("others are served").containsEntry("principalId", "ada");
    }

    @Test
    void follows_the_issuer_to_its_new_key() {
        ask("Bearer " + issuer.token());
        String before = issuer.token();
        issuer.rotate();

        assertThat(ask("Bearer " + issuer.token())).containsEntry("principalId", "ada");
        assertRefused(before);
    }

    @Test
    void an_issuer_that_cannot_be_reached_is_an_outage_and_no_refusal() {
        issuer.fail();

        assertThatThrownBy(() -> ask("Bearer " + issuer.token())).isInstanceOf(KeysUnreachableException.class);
    }

    @Test
    void known_keys_hold_while_the_issuer_is_down() {
        authorizer = authorizer(Duration.ofMillis(2), Duration.ofMillis(1));
        ask("Bearer " + issuer.token());
        issuer.fail();
        int before = issuer.fetches();

        // Until the keys are too old and fetching them again was tried in vain.
        while (issuer.fetches() == before) {
            assertThat(ask("Bearer " + issuer.token())).containsEntry("principalId", "ada");
        }

        assertThat(ask("Bearer " + issuer.token())).containsEntry("principalId", "ada");
    }

    @Test
    void what_is_asked_for_must_be_a_method_of_an_api() {
        Map<String, Object> event =
                Map.of("authorizationToken", "Bearer " + issuer.token(), "methodArn", "arn:aws:s3:::bucket/key");

        assertThatThrownBy(() -> authorizer.handleRequest(event, null)).hasMessageContaining("arn:aws:s3:::bucket/key");
    }
}
