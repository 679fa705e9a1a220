package dev.orderflow.web.request;

import dev.orderflow.eventstore.decision.Cause;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is known by, in logs, events and answers.
 *
 * @param requestId the client's {@code X-Request-Id}, or one made here
 * @param traceparent W3C trace context: the client's, one made from AWS's {@code X-Amzn-Trace-Id}, or a new one
 */
public record RequestIdentity(String requestId, String traceparent) {
    private static final String ATTRIBUTE = RequestIdentity.class.getName();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");
    private static final Pattern W3C =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final Pattern AMAZON_ROOT = Pattern.compile("Root=1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24})");
    private static final Pattern AMAZON_PARENT = Pattern.compile("Parent=([0-9a-fA-F]{16})");

    /** The identity of a request; given to it at first sight, the same ever after. */
    public static RequestIdentity of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestIdentity known) {
            return known;
        }
        RequestIdentity identity = new RequestIdentity(
                requestId(request.getHeader("X-Request-Id")),
                traceparent(request.getHeader("traceparent"), request.getHeader("X-Amzn-Trace-Id")));
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

    private static String traceparent(@Nullable String w3c, @Nullable String amazon) {
        if (w3c != null && w3c.length() <= 100 && W3C.matcher(w3c).matches()) {
            return w3c;
        }
        if (amazon != null && amazon.length() <= 500) {
            Matcher root = AMAZON_ROOT.matcher(amazon);
            if (root.find()) {
                Matcher parent = AMAZON_PARENT.matcher(amazon);
                String trace = root.group(1) + root.group(2);
                String span = parent.find() ? parent.group(1) : RandomIds.hex(8);
                return ("00-" + trace + "-" + span + "-01").toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "00-" + RandomIds.hex(16) + "-" + RandomIds.hex(8) + "-01";
    }
}
