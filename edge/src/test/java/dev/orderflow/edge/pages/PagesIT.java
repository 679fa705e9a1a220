package dev.orderflow.edge.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.RunningEdge;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PagesIT extends RunningEdge {

    @Test
    void welcomes_with_links_that_lead_somewhere() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("./orderflow token customer")
                .contains(edge("/v1/orders").toString());
        for (String link : matches("href=\"(/[^\"]*)\"", page.body())) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @Test
    void serves_the_contract_as_it_is_in_the_project() throws Exception {
        HttpResponse<String> document = get("/docs/openapi.yaml");

        assertThat(document.body()).isEqualTo(Files.readString(Path.of("..", "infra", "api", "openapi.yaml")));
        assertThat(document.headers().firstValue("Content-Type")).contains("application/yaml;charset=UTF-8");
    }

    @Test
    void documents_the_api_with_nothing_from_elsewhere() throws Exception {
        HttpResponse<String> page = get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
        String[] files = matches("(?:href|src)=\"(/docs/[^\"]*)\"", page.body());
        assertThat(files).contains("/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/docs.js");
        for (String file : files) {
            assertThat(get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void says_that_it_is_well() throws Exception {
        assertThat(json(get("/actuator/health/readiness")).path("status").asString())
                .isEqualTo("UP");
    }

    private static String[] matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toArray(String[]::new);
    }
}
