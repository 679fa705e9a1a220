package dev.orderflow.web.read;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How new a read must be; a handler takes it as an argument.
 *
 * @param minVersion {@code ?minVersion=}: the version that a write answered with, or 0
 * @param atMost {@code Prefer: wait=<seconds>}: how long to wait for it
 */
public record ReadDemand(long minVersion, Duration atMost) {
    /** A request holds a connection while it waits; the longest that the documentation promises. */
    private static final int LONGEST_WAIT_SECONDS = 10;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?", Pattern.CASE_INSENSITIVE);

    /** A preference that cannot be understood is none (RFC 7240); a version that cannot is an error. */
    static ReadDemand parse(@Nullable String minVersion, @Nullable String prefer) {
        long version = 0;
        if (minVersion != null) {
            if (!minVersion.matches("[1-9]\\d{0,17}")) {
                throw new ProblemException(
                        ProblemTypes.INVALID_REQUEST,
                        "Correct what is named in errors.",
                        List.of(InputError.parameter(
                                "minVersion", "must be a version as a write answered it: a whole number, at least 1")));
            }
            version = Long.parseLong(minVersion);
        }
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        int seconds = wait.find() ? Math.min(Integer.parseInt(wait.group(1)), LONGEST_WAIT_SECONDS) : 0;
        return new ReadDemand(version, Duration.ofSeconds(seconds));
    }

    /** True where the client asked for a version, and so is told whether it got it. */
    public boolean isMade() {
        return minVersion > 0;
    }
}
