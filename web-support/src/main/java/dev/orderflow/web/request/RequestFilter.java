package dev.orderflow.web.request;

import dev.orderflow.eventstore.decision.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * First and last to see a request: gives it its identity, and writes its one line in the access log.
 *
 * <p>Every answer may hold personal data, so none may be stored on the way.
 */
public final class RequestFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger("dev.orderflow.access");
    private static final String LINE = "{} {} {} {} ms request={} trace={}";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long started = System.nanoTime();
        RequestIdentity identity = RequestIdentity.of(request);
        response.setHeader("X-Request-Id", identity.requestId());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        LogContext context = LogContext.of(identity.cause());
        boolean failed = true;
        try {
            chain.doFilter(request, response);
            failed = false;
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            record(request, failed ? 500 : response.getStatus(), millis, identity);
            context.close();
        }
    }

    /** The template of the path, not the path: a log that groups by route and holds no ids of customers. */
    private static void record(HttpServletRequest request, int status, long millis, RequestIdentity identity) {
        Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String route = template == null ? "(no route)" : template.toString();
        Object[] line = {request.getMethod(), route, status, millis, identity.requestId(), identity.traceId()};
        // Probes come every few seconds and would drown the rest.
        if (route.startsWith("/actuator")) {
            log.debug(LINE, line);
        } else {
            log.info(LINE, line);
        }
    }
}
