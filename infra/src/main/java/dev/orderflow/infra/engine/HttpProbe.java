package dev.orderflow.infra.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Asks over HTTP/1.1 whether something answers; the engines mishandle the upgrade that Java's client tries else. */
public final class HttpProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private HttpProbe() {}

    /** Whether a GET is answered by a status that is wanted. */
    public static boolean answers(URI uri, IntPredicate wanted) {
        return answer(uri, HttpResponse.BodyHandlers.discarding())
                .filter(answer -> wanted.test(answer.statusCode()))
                .isPresent();
    }

    /** The body of what a GET is answered with, if it is answered by 200. */
    static Optional<String> get(URI uri) {
        return answer(uri, HttpResponse.BodyHandlers.ofString())
                .filter(answer -> answer.statusCode() == 200)
                .map(HttpResponse::body);
    }

    private static <T> Optional<HttpResponse<T>> answer(URI uri, HttpResponse.BodyHandler<T> body) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            return Optional.of(CLIENT.send(request, body));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while asking " + uri, e);
        }
    }
}
