package dev.orderflow.events;

import java.util.regex.Pattern;

/**
 * The identity of one journal: a category and a key, written {@code order-7f3c…}. It is also the Kinesis partition key,
 * so all commits of one stream travel in order.
 *
 * @param category lower-case letters, such as {@code order}
 * @param key letters, digits, {@code . _ -}; 1 to 200 characters
 */
public record StreamId(String category, String key) implements Comparable<StreamId> {
    private static final Pattern CATEGORY = Pattern.compile("[a-z]{1,30}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public StreamId {
        if (!CATEGORY.matcher(category).matches()) {
            throw new IllegalArgumentException("Stream category must be 1-30 lower-case letters: " + category);
        }
        if (!KEY.matcher(key).matches()) {
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

    @Override
    public int compareTo(StreamId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return category + "-" + key;
    }
}
