package dev.orderflow.eventstore.json;

import dev.orderflow.eventstore.view.InvalidCursorException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opaque cursors: where the last page ended, bound to the query that it belongs to.
 *
 * <p>The digest finds mistakes and tampering by hand, it is no signature: whoever reads this can make one. So a cursor
 * never carries anything that decides what may be seen; the partition always comes from the query.
 */
public final class Cursors {
    private static final JsonMapper JSON = new JsonMapper();

    /** The largest DynamoDB key is 2 KB and a sort key 1 KB; longer text is none of ours. */
    private static final int LONGEST = 8 * 1024;

    private static final int DIGEST_BYTES = 9;

    private Cursors() {}

    /**
     * @param query all that makes the query this one and no other; the page's limit is not part of it
     * @param end where the page ended
     */
    public static String write(List<? extends @Nullable Object> query, List<String> end) {
        String text = JSON.writeValueAsString(end);
        return encode(digest(query, text) + text);
    }

    /** @throws InvalidCursorException where the cursor is none of this query's */
    public static List<String> read(List<? extends @Nullable Object> query, String cursor, int parts) {
        if (cursor.length() > LONGEST) {
            throw new InvalidCursorException();
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int digestLength = DIGEST_BYTES * 4 / 3;
            // Base64 has several spellings of the same bytes; only the one that was given out is taken.
            if (decoded.length() <= digestLength || !encode(decoded).equals(cursor)) {
                throw new InvalidCursorException();
            }
            String text = decoded.substring(digestLength);
            if (!decoded.substring(0, digestLength).equals(digest(query, text))) {
                throw new InvalidCursorException();
            }
            String[] end = JSON.readValue(text, String[].class);
            if (end.length != parts) {
                throw new InvalidCursorException();
            }
            return List.of(end);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new InvalidCursorException();
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(List<? extends @Nullable Object> query, String end) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256")
                    .digest((JSON.writeValueAsString(query) + end).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
