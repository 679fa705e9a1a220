package dev.orderflow.web.read;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list; a handler takes it as an argument.
 *
 * @param limit items at most, 1 to 100
 * @param cursor from the page before, or null for the first
 */
public record PageRequest(int limit, @Nullable String cursor) {
    private static final int DEFAULT_LIMIT = 20;

    /** A page must be read, mapped and written within one request. */
    private static final int LARGEST_LIMIT = 100;

    static PageRequest parse(@Nullable String limit, @Nullable String cursor) {
        int size = DEFAULT_LIMIT;
        if (limit != null) {
            size = limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
            if (size < 1 || size > LARGEST_LIMIT) {
                throw new ProblemException(
                        ProblemTypes.INVALID_REQUEST,
                        "Correct what is named in errors.",
                        List.of(InputError.parameter("limit", "must be a whole number from 1 to " + LARGEST_LIMIT)));
            }
        }
        return new PageRequest(size, cursor == null || cursor.isEmpty() ? null : cursor);
    }
}
