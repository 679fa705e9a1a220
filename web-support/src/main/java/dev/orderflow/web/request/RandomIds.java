package dev.orderflow.web.request;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The one home of ids that follow from nothing: a request that came without one. */
final class RandomIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /** @param bytes of randomness; the text is twice as long, in lower-case hexadecimal */
    static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
