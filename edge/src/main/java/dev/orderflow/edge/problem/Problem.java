package dev.orderflow.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.function.ServerResponse;

/** A problem document (RFC 9457) in the shape that the HTTP contract gives to all of them. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        @Nullable String traceId,
        List<ParameterError> errors) {

    /** Seconds; a service that was stopped by hand or by a deploy is back within some of these. */
    private static final String RETRY_AFTER = "2";

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*");

    /** One bad parameter of a form. */
    public record ParameterError(String parameter, String detail) {}

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(
                "https://orderflow.dev/problems/" + code, title, status, detail, null, code, null, List.of());
    }

    public Problem withErrors(List<ParameterError> newErrors) {
        return new Problem(type, title, status, detail, instance, code, traceId, List.copyOf(newErrors));
    }

    /** With the path and the trace of the request that it answers. */
    public Problem about(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = original == null ? request.getRequestURI() : original.toString();
        return new Problem(type, title, status, detail, path, code, traceIdOf(request), errors);
    }

    private static @Nullable String traceIdOf(HttpServletRequest request) {
        String header = request.getHeader("traceparent");
        if (header == null || header.length() > 100) {
            return null;
        }
        var matcher = TRACEPARENT.matcher(header);
        return matcher.matches() ? matcher.group(1) : null;
    }

    public ResponseEntity<Problem> toEntity() {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (isWorthRepeating()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").body(this);
    }

    public ServerResponse toResponse() {
        ServerResponse.BodyBuilder answer =
                ServerResponse.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (isWorthRepeating()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").body(this);
    }

    private boolean isWorthRepeating() {
        return status == 503 || status == 504;
    }
}
