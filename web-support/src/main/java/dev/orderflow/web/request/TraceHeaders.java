package dev.orderflow.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request comes with, in W3C's words or in Amazon's. */
final class TraceHeaders {
    static final String W3C = "traceparent";

    private static final String AMAZON = "X-Amzn-Trace-Id";
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final Pattern ROOT = Pattern.compile("Root=1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24})");
    private static final Pattern PARENT = Pattern.compile("Parent=([0-9a-fA-F]{16})");
    private static final Pattern NOT_SAMPLED = Pattern.compile("Sampled=0");

    private TraceHeaders() {}

    /** W3C's trace context, or null where the request comes with none that can be used. */
    static @Nullable String traceparent(HttpServletRequest request) {
        String w3c = request.getHeader(W3C);
        if (w3c != null && w3c.length() <= 100 && TRACEPARENT.matcher(w3c).matches()) {
            return w3c;
        }
        String amazon = request.getHeader(AMAZON);
        return amazon == null || amazon.length() > 500 ? null : ofAmazon(amazon);
    }

    private static @Nullable String ofAmazon(String header) {
        Matcher root = ROOT.matcher(header);
        if (!root.find()) {
            return null;
        }
        Matcher parent = PARENT.matcher(header);
        String trace = root.group(1) + root.group(2);
        String span = parent.find() ? parent.group(1) : RandomIds.hex(8);
        String flags = NOT_SAMPLED.matcher(header).find() ? "00" : "01";
        return ("00-" + trace + "-" + span + "-" + flags).toLowerCase(Locale.ROOT);
    }
}
