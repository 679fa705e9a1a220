package dev.orderflow.web.body;

import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses bodies over the limit: before anything is read where their length is told, else when the limit is read past.
 * The former is left to the interceptor's turn, so that who asks at the wrong place, or may not ask, is told that.
 */
public final class BodyLimitFilter extends OncePerRequestFilter implements HandlerInterceptor {
    private static final String EXEMPT = OwnBodyLimit.class.getName();

    private final DataSize limit;

    public BodyLimitFilter(DataSize limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request.getContentLengthLong() < 0 ? new Counting(request) : request, response);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(OwnBodyLimit.class)) {
            request.setAttribute(EXEMPT, true);
        } else if (request.getContentLengthLong() > limit.toBytes()) {
            throw new ProblemException(tooLarge());
        }
        return true;
    }

    private Problem tooLarge() {
        return Problem.of(
                ProblemTypes.BODY_TOO_LARGE,
                "A body has at most " + limit.toBytes() + " bytes. Split the request into several smaller ones.");
    }

    /** A body whose length was not told. */
    private final class Counting extends HttpServletRequestWrapper {
        private @Nullable ServletInputStream stream;

        private Counting(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                ServletInputStream whole = super.getInputStream();
                stream = getAttribute(EXEMPT) == null ? new CountingStream(whole) : whole;
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private final class CountingStream extends ServletInputStream {
        private final ServletInputStream source;
        private long count;

        private CountingStream(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int value = source.read();
            if (value >= 0) {
                count(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = source.read(buffer, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) {
            count += read;
            if (count > limit.toBytes()) {
                throw new ProblemException(tooLarge());
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
