package dev.orderflow.infra.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * LocalStack starts its DynamoDB and its Kinesis, a JVM and a Node process, only when they are first called. On a busy
 * machine that takes longer than a service waits for an answer, so the first calls are made before any test's.
 */
final class LocalStackWarmUp {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LocalStackWarmUp() {}

    static void of(URI endpoint) {
        call(endpoint, "DynamoDB_20120810.ListTables", "1.0");
        call(endpoint, "Kinesis_20131202.ListStreams", "1.1");
    }

    private static void call(URI endpoint, String operation, String protocol) {
        String service = operation.substring(0, operation.indexOf('_')).toLowerCase(Locale.ROOT);
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-amz-json-" + protocol)
                .header("X-Amz-Target", operation)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + LocalEngines.CREDENTIAL + "/20260101/" + LocalEngines.REGION
                                + "/" + service + "/aws4_request, SignedHeaders=host, Signature=unchecked")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new EngineException("LocalStack at %s answers %s with %d: %s. Its own log says why"
                        .formatted(endpoint, operation, answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new EngineException(
                    "LocalStack at %s does not answer %s. Its own log says why".formatted(endpoint, operation), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while calling " + endpoint, e);
        }
    }
}
