package dev.orderflow.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Shows Amazon's trace context as W3C's, which is all that those know who make spans of requests. */
public final class AmazonTraceFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String traceparent = TraceHeaders.traceparent(request);
        chain.doFilter(traceparent == null ? request : new WithTraceparent(request, traceparent), response);
    }

    private static final class WithTraceparent extends HttpServletRequestWrapper {
        private final String traceparent;

        private WithTraceparent(HttpServletRequest request, String traceparent) {
            super(request);
            this.traceparent = traceparent;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(TraceHeaders.W3C) ? traceparent : super.getHeader(name);
        }
    }
}
