package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RequestIdentityTest extends HttpTestBase {
    static final String BODY = "{\"lines\":[{\"sku\":\"A\",\"quantity\":2}],\"card\":\"tok\",\"gift\":false}";

    @Test
    void echoes_the_request_id_and_makes_it_the_cause() {
        HttpResponse<String> response = send(posting(BODY).header("X-Request-Id", "my-id.1"));
        assertThat(response.headers().firstValue("X-Request-Id")).contains("my-id.1");
        assertThat(response.body()).contains("\"correlationId\":\"my-id.1\"");
    }

    @Test
    void makes_an_id_where_none_came_or_one_that_could_forge_a_log_line() {
        String made = send(posting(BODY)).headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(made).matches("[0-9a-f]{32}");
        String replaced = send(posting(BODY).header("X-Request-Id", "a b"))
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
        assertThat(replaced).matches("[0-9a-f]{32}").isNotEqualTo(made);
    }

    @Test
    void goes_on_with_the_trace_of_w3c_or_amazon() {
        String w3c = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertThat(send(posting(BODY).header("traceparent", w3c)).body()).contains(w3c);
        assertThat(send(posting(BODY)
                                .header(
                                        "X-Amzn-Trace-Id",
                                        "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1"))
                        .body())
                .contains("00-67891233abcdef012345678912345678-463ac35c9f6413ad-01");
        assertThat(send(posting(BODY).header("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"))
                        .body())
                .doesNotContain("0".repeat(32));
        HttpResponse<String> failed = send(posting("{").header("traceparent", w3c));
        assertThat(problem(failed, 400, "malformed-json").get("traceId").asString())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void writes_one_line_for_each_request_with_the_template_and_not_the_path(CapturedOutput output) {
        send(asCustomer("/v1/things/secret-id")
                .header("X-Request-Id", "line-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        send(request("/v1/things").header("X-Request-Id", "line-2"));
        // The line is written after the answer: the next request to the same log shows that it is there by then.
        send(asCustomer("/v1/things/x").header("X-Request-Id", "fence"));
        assertThat(output.getOut().lines().filter(line -> line.contains("request=line-1")))
                .singleElement()
                .asString()
                .contains("GET /v1/things/{id} 200 ")
                .contains("request=line-1 trace=4bf92f3577b34da6a3ce929d0e0e4736")
                // What any other line of the request says as well.
                .contains("[things] line-1 4bf92f3577b34da6a3ce929d0e0e4736 ")
                .doesNotContain("secret-id");
        assertThat(output.getOut().lines().filter(line -> line.contains("request=line-2")))
                .singleElement()
                .asString()
                .contains("GET (no route) 401 ");
    }
}
