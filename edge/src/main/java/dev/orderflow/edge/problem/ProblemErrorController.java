package dev.orderflow.edge.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whatever no handler answered: an unknown path, a method or media type that is not taken, a bug. */
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Problem> answer(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Somebody who asks for the error page itself asks for something that is not there.
        int status = code instanceof Integer number ? number : 404;
        return describe(status).about(request).toEntity();
    }

    private static Problem describe(int status) {
        if (status >= 500) {
            return Problem.of(
                    500, "internal", "Something went wrong on our side", "The edge failed; its log has the reason.");
        }
        return switch (status) {
            case 404 ->
                Problem.of(404, "unknown-route", "There is nothing at this path", "The resources are listed at /docs.");
            case 405 ->
                Problem.of(
                        405, "method-not-allowed", "The resource does not take this method", "See the header Allow.");
            case 406 ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "The resource cannot be had in this media type",
                        "Leave the header Accept away.");
            case 413 -> Problem.of(413, "body-too-large", "The body is larger than is taken", "Send a smaller body.");
            case 415 ->
                Problem.of(
                        415,
                        "unsupported-media-type",
                        "The resource does not take this media type",
                        "The documentation at /docs says which it takes.");
            default ->
                Problem.of(
                        status,
                        "bad-request",
                        "The request cannot be understood",
                        "Compare the request with the documentation at /docs.");
        };
    }
}
