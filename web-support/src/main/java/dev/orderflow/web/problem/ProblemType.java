package dev.orderflow.web.problem;

import java.util.regex.Pattern;

/**
 * One kind of problem, known to clients by its code. A service adds its own beside {@link ProblemTypes}.
 *
 * @param code lower-case words with hyphens; never changed once published
 * @param status HTTP status, 400 to 599
 * @param title the same for every occurrence
 */
public record ProblemType(String code, int status, String title) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public ProblemType {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("A problem code is lower-case words with hyphens: " + code);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status of 400 to 599: " + status);
        }
    }

    /** What stands in the member {@code type}. */
    public String uri() {
        return "https://orderflow.dev/problems/" + code;
    }
}
