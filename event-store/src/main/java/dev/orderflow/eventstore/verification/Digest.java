package dev.orderflow.eventstore.verification;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first half of a SHA-256: two commits that differ and share it do not exist. */
record Digest(long high, long low) {

    static Digest of(byte[] bytes) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Digest(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static Digest read(DataInputStream in) throws IOException {
        return new Digest(in.readLong(), in.readLong());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(high);
        out.writeLong(low);
    }
}
