package dev.orderflow.web.problem;

import dev.orderflow.web.request.RequestIdentity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a problem document straight to the response, whatever media type was asked for: filters, security and handlers
 * refuse alike.
 */
public final class ProblemWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.type().status());
        problem.headers().forEach(response::setHeader);
        byte[] bytes = JSON.writeValueAsBytes(
                toJson(problem, instance(request), RequestIdentity.of(request).traceId()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    static ObjectNode toJson(Problem problem, String instance, String traceId) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", problem.type().uri());
        json.put("title", problem.type().title());
        json.put("status", problem.type().status());
        json.put("detail", problem.detail());
        json.put("instance", instance);
        json.put("code", problem.type().code());
        json.put("traceId", traceId);
        if (!problem.errors().isEmpty()) {
            ArrayNode errors = json.putArray("errors");
            for (InputError error : problem.errors()) {
                errors.addObject().put(error.source().member(), error.name()).put("detail", error.detail());
            }
        }
        return json;
    }

    /** The path as it was asked for; in an error dispatch that is not the path of the dispatch. */
    private static String instance(HttpServletRequest request) {
        Object original = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        return original instanceof String path ? path : request.getRequestURI();
    }
}
