package dev.orderflow.edge.routing;

import dev.orderflow.edge.problem.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What the edge answers when a service does not: which one, whether anything can have happened, and what to do. */
@Component
class UpstreamProblems {

    private static final Logger log = LoggerFactory.getLogger(UpstreamProblems.class);

    ServerResponse answer(Upstream upstream, URI url, Throwable failure, ServerRequest request) {
        Throwable cause =
                failure instanceof ResourceAccessException && failure.getCause() != null ? failure.getCause() : failure;
        if (has(cause, ClientAbortException.class)) {
            log.debug("The client broke its request to {} off", upstream.serviceName());
            return Problem.of(400, "bad-request", "The request cannot be understood", "The body ended before its time.")
                    .about(request.servletRequest())
                    .toResponse();
        }
        Problem problem = describe(upstream, url, cause).about(request.servletRequest());
        if (problem.status() == 500) {
            log.error("Routing to {} failed", upstream.serviceName(), failure);
        } else {
            log.warn("{} {}: {}", upstream.serviceName(), problem.code(), cause.toString());
        }
        return problem.toResponse();
    }

    private static Problem describe(Upstream upstream, URI url, Throwable cause) {
        String service = "The " + upstream.serviceName();
        if (has(cause, ConnectionRequestTimeoutException.class)) {
            return Problem.of(
                    503,
                    "overloaded",
                    "More is asked than can be done right now",
                    service + " has all the requests that it may have; nothing was done. Try again later.");
        }
        if (has(cause, ConnectTimeoutException.class)
                || has(cause, ConnectException.class)
                || has(cause, NoRouteToHostException.class)
                || has(cause, UnknownHostException.class)) {
            return unavailable(service + " cannot be reached at " + url
                    + ", so nothing was done. Try again later; locally, ./orderflow status tells whether it runs.");
        }
        if (has(cause, SocketTimeoutException.class)) {
            return Problem.of(
                    504,
                    "timed-out",
                    "The answer did not come in time",
                    service + " did not answer in time, so what became of the request is not known."
                            + " Repeat it with the same Idempotency-Key.");
        }
        if (cause instanceof java.io.IOException) {
            return unavailable(service + " broke the connection off, so what became of the request is not known."
                    + " Repeat it with the same Idempotency-Key.");
        }
        return Problem.of(
                500, "internal", "Something went wrong on our side", "The edge failed; its log has the reason.");
    }

    private static Problem unavailable(String detail) {
        return Problem.of(503, "unavailable", "Something that is needed cannot be reached right now", detail);
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        // Bounded, because a chain of causes can be a ring.
        int depth = 0;
        for (Throwable next = failure; next != null && depth < 10; next = next.getCause(), depth++) {
            if (type.isInstance(next)) {
                return true;
            }
        }
        return false;
    }
}
