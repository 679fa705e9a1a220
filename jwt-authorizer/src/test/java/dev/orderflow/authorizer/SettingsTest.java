package dev.orderflow.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "JWT_ISSUER", "https://issuer.example.com/",
            "JWT_JWKS_URI", "https://issuer.example.com/jwks",
            "JWT_AUDIENCE", "orderflow",
            "CACHED_READS", "orders:read=GET/v1/products,GET/v1/products/*"));

    @Test
    void are_read_from_the_environment() {
        assertThat(Settings.of(environment).cachedReads())
                .isEqualTo(new CachedReads("orders:read", List.of("GET/v1/products", "GET/v1/products/*")));
    }

    @Test
    void without_cached_reads_nothing_is_denied() {
        environment.remove("CACHED_READS");

        assertThat(Settings.of(environment).cachedReads().deniedTo(new Token("ada", "")))
                .isEmpty();
    }

    @Test
    void a_missing_one_is_named() {
        for (String name : List.of("JWT_ISSUER", "JWT_JWKS_URI", "JWT_AUDIENCE")) {
            Map<String, String> incomplete = new HashMap<>(environment);
            incomplete.remove(name);
            assertThatThrownBy(() -> Settings.of(incomplete)).hasMessageContaining(name);
        }
    }

    @Test
    void keys_are_fetched_by_https_alone() {
        environment.put("JWT_JWKS_URI", "http://issuer.example.com/jwks");

        assertThatThrownBy(() -> Settings.of(environment)).hasMessageContaining("must be https");
    }

    @Test
    void cached_reads_that_cannot_be_read_are_not_guessed() {
        environment.put("CACHED_READS", "GET/v1/products");

        assertThatThrownBy(() -> Settings.of(environment)).hasMessageContaining("CACHED_READS must be like");
    }
}
