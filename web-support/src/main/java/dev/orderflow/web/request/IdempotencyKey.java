package dev.orderflow.web.request;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client's name for one effect, from the header {@code Idempotency-Key}; a handler takes it as an argument.
 *
 * @param value 1 to 200 visible ASCII characters; quotes around it, as the draft standard wants them, are not part of it
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    /** Bounded, because it is stored with the order for ever. */
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,200}");

    /**
     * @param header as it came; null where it did not
     * @throws ProblemException 400 where it is missing or not valid
     */
    static IdempotencyKey parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new ProblemException(
                    ProblemTypes.IDEMPOTENCY_KEY_REQUIRED,
                    "Send a key of your own making, such as a UUID, and the same one when you repeat the request.",
                    List.of(InputError.header(HEADER, "is required")));
        }
        String key = header.strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (!VISIBLE.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemTypes.IDEMPOTENCY_KEY_INVALID,
                    "A key has 1 to 200 visible ASCII characters, without spaces.",
                    List.of(InputError.header(HEADER, "must be 1 to 200 visible ASCII characters")));
        }
        return new IdempotencyKey(key);
    }
}
