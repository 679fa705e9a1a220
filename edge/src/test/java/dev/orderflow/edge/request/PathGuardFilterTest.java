package dev.orderflow.edge.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathGuardFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/orders",
                "/v1/orders/",
                "/v1/products/a.b",
                "/v1/products/..a",
                "/v1/products/%C3%A9",
                "/.well-known/jwks.json"
            })
    void lets_plain_paths_through(String path) {
        assertThat(PathGuardFilter.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders/..",
                "/v1/orders/../x",
                "/v1/./orders",
                "/v1/orders/.%2e/x",
                "/v1/orders/%2E%2E/x",
                "//v1/orders",
                "/v1//orders",
                "/v1/orders;x",
                "/v1/orders/%3bx",
                "/v1/orders/a%2Fb",
                "/v1/orders/a%5Cb",
                "/v1/orders/a\\b",
                "/v1/orders/%00",
            })
    void holds_tricks_back(String path) {
        assertThat(PathGuardFilter.isPlain(path)).isFalse();
    }
}
