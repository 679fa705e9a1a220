package dev.orderflow.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The HTTP contract, against which the answers of all services are held. Needs its validator on the class path. */
public final class Contract {
    private static final OpenApiInteractionValidator DOCUMENT = document();

    private Contract() {}

    /**
     * Fails where an answer's status, headers or body are not what the contract says about its request.
     *
     * @return the answer
     */
    public static HttpResponse<String> hold(HttpResponse<String> response) {
        String method = response.request().method();
        String path = response.uri().getPath();
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
        response.headers().map().forEach((name, values) -> answer.withHeader(name, values));
        if (!response.body().isEmpty()) {
            answer.withBody(response.body());
        }
        var report = DOCUMENT.validateResponse(path, Request.Method.valueOf(method), answer.build());
        assertThat(report.hasErrors())
                .as(
                        "%s %s -> %s %s %s against the contract: %s",
                        method, path, response.statusCode(), response.headers().map(), response.body(), report)
                .isFalse();
        return response;
    }

    private static OpenApiInteractionValidator document() {
        try {
            return OpenApiInteractionValidator.createForInlineApiSpecification(
                            Files.readString(Path.of("..", "infra", "api", "openapi.yaml")))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("Tests run in the folder of their module", e);
        }
    }
}
