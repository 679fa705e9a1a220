package dev.orderflow.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.edge.routing.Upstream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgePropertiesTest {

    @Test
    void takes_services_without_a_url_to_listen_behind_the_edges_own_port() {
        EdgeProperties properties = properties(28080, Map.of(Upstream.PAYMENT, URI.create("http://10.0.0.7:8080")));

        assertThat(properties.urlOf(Upstream.ORDER)).hasToString("http://127.0.0.1:28081");
        assertThat(properties.urlOf(Upstream.INVENTORY)).hasToString("http://127.0.0.1:28082");
        assertThat(properties.urlOf(Upstream.PAYMENT)).hasToString("http://10.0.0.7:8080");
        assertThat(properties.urlOf(Upstream.NOTIFICATION)).hasToString("http://127.0.0.1:28084");
        assertThat(properties.urlOf(Upstream.EVENT_STORE)).hasToString("http://127.0.0.1:28085");
        assertThat(properties.mailbox()).hasToString("http://127.0.0.1:28088/_ministack/ses/messages");
    }

    @Test
    void takes_a_gateway_that_has_services_below_a_path() {
        URI stage = URI.create("http://localstack:4566/_aws/execute-api/orderflow/local");

        assertThat(properties(18080, Map.of(Upstream.ORDER, stage)).urlOf(Upstream.ORDER))
                .isEqualTo(stage);
        assertThat(EdgeProperties.basePath(stage)).isEqualTo("/_aws/execute-api/orderflow/local");
        assertThat(EdgeProperties.basePath(URI.create("http://10.0.0.7:8080/"))).isEmpty();
    }

    @Test
    void refuses_a_service_url_that_is_no_base() {
        for (String url : new String[] {
            "http://10.0.0.7/v1",
            "http://10.0.0.7/stage/",
            "http://10.0.0.7/stage/v1",
            "http://10.0.0.7/?v=1",
            "localhost:8080",
            "ftp://10.0.0.7",
            "/v1"
        }) {
            assertThatThrownBy(() -> properties(18080, Map.of(Upstream.EVENT_STORE, URI.create(url))))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("orderflow.edge.services.event-store ");
        }
    }

    private static EdgeProperties properties(int portBase, Map<Upstream, URI> services) {
        return new EdgeProperties(
                portBase,
                services,
                new EdgeProperties.Client(Duration.ofSeconds(2), Duration.ofSeconds(60), 128),
                new EdgeProperties.Issuer(URI.create("http://127.0.0.1:18080"), Path.of("issuer")),
                new EdgeProperties.Inbox(null, "/_ministack/ses/messages"));
    }
}
