package dev.orderflow.edge.request;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The one home of chance in this module. */
public final class RandomIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /** 32 hexadecimal digits that nobody can guess. */
    public static String next() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
