package dev.orderflow.web.request;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Traced;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is known by, in logs, events and answers.
 *
 * @param requestId the client's {@code X-Request-Id}, or one made here
 * @param traceparent W3C trace context: of the span that is made of the request; where none is made, the client's, one
 *     from AWS's {@code X-Amzn-Trace-Id}, or a new one
 */
public record RequestIdentity(String requestId, String traceparent) {
    private static final String ATTRIBUTE = RequestIdentity.class.getName();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");

    /** The identity of a request; given to it at first sight, the same ever after. */
    public static RequestIdentity of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestIdentity known) {
            return known;
        }
        RequestIdentity identity = new RequestIdentity(requestId(request.getHeader("X-Request-Id")), trace(request));
        request.setAttribute(ATTRIBUTE, identity);
        return identity;
    }

    /** 32 hexadecimal digits: what finds the request in logs and traces. */
    public String traceId() {
        return traceparent.substring(3, 35);
    }

    /** The request as the cause of what is decided on its behalf. */
    public Cause cause() {
        return Cause.request(requestId, traceparent);
    }

    private static String requestId(@Nullable String header) {
        return header != null && REQUEST_ID.matcher(header).matches() ? header : RandomIds.hex(16);
    }

    private static String trace(HttpServletRequest request) {
        String span = Traced.current();
        String trace = span == null ? TraceHeaders.traceparent(request) : span;
        return trace == null ? "00-" + RandomIds.hex(16) + "-" + RandomIds.hex(8) + "-00" : trace;
    }
}
