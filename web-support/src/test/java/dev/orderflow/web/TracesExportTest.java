package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Traced;
import dev.orderflow.web.testing.TestIssuer;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Spans reach a collector beside the service, in the caller's trace, where that is switched on and only there. */
class TracesExportTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";
    private static final String CALLER = "00-" + TRACE_ID + "-" + CALLERS_SPAN + "-01";
    private static final String NOT_KEPT = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-00f067aa0ba902b7-00";

    private final TestIssuer issuer = TestIssuer.start();
    private final TestCollector collector = new TestCollector("/v1/traces");

    @AfterEach
    void stop() {
        collector.close();
        issuer.close();
    }

    @Test
    void a_request_and_what_follows_from_it_are_spans_of_the_callers_trace() throws Exception {
        String server;
        try (ConfigurableApplicationContext service = run(Map.of("management.tracing.export.enabled", "true"))) {
            server = cause(service, "traceparent", CALLER);
            assertThat(server).matches("00-" + TRACE_ID + "-[0-9a-f]{16}-01").doesNotContain(CALLERS_SPAN);
            // What the request appended would be consumed elsewhere, much later, on another thread.
            Traced.run("when-thing-placed-then-tell", new Cause("thing-1", "thing-1@1", server), reaction -> {
                assertThat(reaction.traceId()).isEqualTo(TRACE_ID);
                assertThat(reaction.traceparent()).isNotEqualTo(server).isEqualTo(Traced.current());
            });
            probe(service);
            assertThat(cause(service, "traceparent", NOT_KEPT)).endsWith("-00");
        }
        // What waits is sent when the service stops.
        String all = String.join("", collector.sent());
        assertThat(all)
                .contains(bytes(TRACE_ID), bytes(CALLERS_SPAN), bytes(server.substring(36, 52)))
                .contains("service.name", "things", "http post /v1/things", "when-thing-placed-then-tell", "thing-1@1")
                .doesNotContain("actuator", "security", bytes("aa".repeat(16)));
    }

    @Test
    void the_trace_of_an_aws_entry_point_goes_on() throws Exception {
        try (ConfigurableApplicationContext service = run(Map.of("management.tracing.export.enabled", "true"))) {
            String root = "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=";
            assertThat(cause(service, "X-Amzn-Trace-Id", root + "1"))
                    .matches("00-67891233abcdef012345678912345678-[0-9a-f]{16}-01")
                    .doesNotContain("463ac35c9f6413ad");
            assertThat(cause(service, "X-Amzn-Trace-Id", root + "0")).endsWith("-00");
        }
        assertThat(String.join("", collector.sent())).contains(bytes("67891233abcdef012345678912345678"));
    }

    @Test
    void no_span_is_made_where_nobody_asked_for_it() throws Exception {
        try (ConfigurableApplicationContext service = run(Map.of())) {
            assertThat(service.getBeansOfType(Tracer.class)).isEmpty();
            assertThat(cause(service, "traceparent", CALLER)).isEqualTo(CALLER);
            Traced.run(
                    "nothing",
                    new Cause("thing-1", "thing-1@1", CALLER),
                    reaction -> assertThat(reaction.traceparent()).isEqualTo(CALLER));
        }
        assertThat(collector.sent()).isEmpty();
    }

    /** What a request would write into the metadata of its commits. */
    private String cause(ConfigurableApplicationContext service, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(service, "/v1/things"))
                .header("Authorization", "Bearer " + issuer.customer("c1"))
                .header("Idempotency-Key", "k-1")
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(RequestIdentityTest.BODY))
                .build();
        return JsonMapper.shared()
                .readTree(send(request))
                .required("traceparent")
                .asString();
    }

    private static void probe(ConfigurableApplicationContext service) throws Exception {
        send(HttpRequest.newBuilder(at(service, "/actuator/health"))
                .header("traceparent", CALLER)
                .build());
    }

    private static String send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static URI at(ConfigurableApplicationContext service, String path) {
        return URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private ConfigurableApplicationContext run(Map<String, String> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("spring.application.name", "things");
        properties.put("server.port", "0");
        properties.put("management.opentelemetry.tracing.export.otlp.endpoint", collector.url());
        issuer.configure((name, value) -> properties.put(name, value.get()));
        return new SpringApplicationBuilder(TestApplication.class)
                .run(properties.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }
}
