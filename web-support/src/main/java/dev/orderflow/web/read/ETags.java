package dev.orderflow.web.read;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strong entity tags: the version of the resource, in quotes. */
public final class ETags {
    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,19})\"");

    private ETags() {}

    /** {@code "12"}, quotes included. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that the client expects.
     *
     * @param header {@code If-Match} as it came; null where it did not
     * @return empty where nothing, or {@code *}, is expected
     * @throws ProblemException 400 where it is no entity tag of ours
     */
    public static OptionalLong ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher matcher = STRONG.matcher(header.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    ProblemTypes.BAD_REQUEST,
                    "Send the ETag of the resource as it came, one only, such as \"12\" with its quotes.",
                    List.of(InputError.header("If-Match", "must be one strong entity tag")));
        }
        // A number past the range of versions is an entity tag all the same: of a version that never is.
        return OptionalLong.of(new BigInteger(matcher.group(1))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue());
    }

    /**
     * As {@link #ifMatch}, where the resource must not be changed unseen.
     *
     * @throws ProblemException 428 where the header is missing
     */
    public static OptionalLong requiredIfMatch(@Nullable String header) {
        if (header == null) {
            throw new ProblemException(
                    ProblemTypes.PRECONDITION_REQUIRED,
                    "Read the resource and send its ETag in If-Match.",
                    List.of(InputError.header("If-Match", "is required")));
        }
        return ifMatch(header);
    }

    /** 412, with the entity tag that the resource has now. */
    public static ProblemException mismatch(long currentVersion) {
        return new ProblemException(Problem.of(
                        ProblemTypes.VERSION_MISMATCH,
                        "Nothing was done: the resource is at version " + currentVersion
                                + ". Read it again and decide anew.")
                .withHeader("ETag", of(currentVersion)));
    }

    /**
     * Whether to answer 304.
     *
     * @param header {@code If-None-Match} as it came; null where it did not
     */
    public static boolean unchanged(@Nullable String header, long version) {
        if (header == null) {
            return false;
        }
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
    }
}
