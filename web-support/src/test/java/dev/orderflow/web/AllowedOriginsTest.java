package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.web.request.AllowedOriginsFilter;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AllowedOriginsTest extends HttpTestBase {

    @Test
    void a_page_of_an_allowed_origin_may_read_answers_and_refusals() {
        for (HttpResponse<String> answer : List.of(
                send(asCustomer("/v1/things/x").header("Origin", ALLOWED_ORIGIN)),
                send(request("/v1/things/x").header("Origin", ALLOWED_ORIGIN)))) {
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(ALLOWED_ORIGIN);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElseThrow())
                    .contains("ETag", "Location", "Retry-After");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @Test
    void another_origin_is_answered_and_not_named() {
        HttpResponse<String> answer =
                send(asCustomer("/v1/things/x").header("Origin", ALLOWED_ORIGIN + ".evil.example"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void where_no_page_may_call_nothing_is_said() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/things");
        request.addHeader("Origin", ALLOWED_ORIGIN);
        MockHttpServletResponse response = new MockHttpServletResponse();

        new AllowedOriginsFilter(List.of()).doFilter(request, response, new MockFilterChain());

        assertThat(response.getHeaderNames()).isEmpty();
    }
}
