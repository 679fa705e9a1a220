package dev.orderflow.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of other origins read answers (CORS). API Gateway answers a browser's question beforehand, but adds nothing
 * to what a service answers; so the service names the origin itself. Who may do what is decided by the token alone: a
 * request of another origin is answered as ever, and its browser keeps the answer from the page.
 */
public final class AllowedOriginsFilter extends OncePerRequestFilter {
    /** Beside those that every page may read (Fetch standard), what the API document promises. */
    private static final String READABLE = String.join(
            ", ",
            List.of(
                    HttpHeaders.ETAG,
                    HttpHeaders.LINK,
                    HttpHeaders.LOCATION,
                    HttpHeaders.RETRY_AFTER,
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Idempotent-Replayed",
                    "Orderflow-Freshness",
                    "X-Request-Id"));

    private final Set<String> origins;

    /** @param origins as browsers send them: scheme, host and port */
    public AllowedOriginsFilter(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!origins.isEmpty()) {
            // Also where no origin came: who keeps an answer must not give it to a page that then may not read it.
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            String origin = request.getHeader(HttpHeaders.ORIGIN);
            if (origin != null && origins.contains(origin)) {
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
            }
        }
        chain.doFilter(request, response);
    }
}
