package dev.orderflow.eventstore.decision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids and digests that follow from their cause: whoever derives one again, after a crash or a redelivery, gets the same.
 */
public final class DerivedIds {
    /** RFC 4648 in lower case: safe in stream ids, URLs and file names, and easy to read aloud. */
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private static final int BITS_A_CHARACTER = 5;

    /** 26 characters of 5 bits: 130 bits, past any chance of a collision. */
    private static final int CHARACTERS = 26;

    private DerivedIds() {}

    /**
     * An id of a prefix and 26 characters of base32.
     *
     * @param prefix tells what it is the id of, such as {@code o} for an order
     * @param parts what it follows from, in order; {@code ("a", "bc")} and {@code ("ab", "c")} are different
     */
    public static String of(String prefix, String... parts) {
        StringBuilder id = new StringBuilder(prefix.length() + CHARACTERS).append(prefix);
        byte[] hash = sha256(parts);
        for (int i = 0; i < CHARACTERS; i++) {
            id.append(BASE32[fiveBits(hash, i * BITS_A_CHARACTER)]);
        }
        return id.toString();
    }

    /** SHA-256 over the parts, each preceded by its length, so that no two lists of parts are alike. */
    public static byte[] sha256(String... parts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static int fiveBits(byte[] bytes, int from) {
        int twoBytes = (bytes[from / 8] & 0xff) << 8 | (bytes[from / 8 + 1] & 0xff);
        return twoBytes >> (16 - BITS_A_CHARACTER - from % 8) & 0x1f;
    }
}
