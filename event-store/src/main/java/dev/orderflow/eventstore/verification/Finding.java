package dev.orderflow.eventstore.verification;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was written.
 *
 * @param object key of the object concerned, or null where no object is
 * @param line of the object's inflated content, from 1, or null where the whole object is meant
 * @param offset of the first wrong byte in the inflated content, or null where it is not known
 * @param commit {@code stream@version} or a record's {@code shard#sequence}, or null where neither is meant
 */
public record Finding(
        Kind kind,
        @Nullable String object,
        @Nullable Long line,
        @Nullable Long offset,
        @Nullable String commit,
        String detail) {

    /** What was found. */
    public enum Kind {
        /** An object's content or metadata is not what was written. */
        ALTERED_OBJECT,
        /** An object ends before its content does. */
        TRUNCATED_OBJECT,
        /** The chain or the ledger names an object that is not there. */
        MISSING_OBJECT,
        /** An object stands under another's key. */
        MISPLACED_OBJECT,
        /** An object that no chain leads to. */
        FOREIGN_OBJECT,
        /** The archive has another commit than the journal under the same version. */
        DIFFERENT_COMMIT,
        /** The journal has a commit that the archive lacks. */
        MISSING_COMMIT,
        /** The archive has a commit that no journal has. */
        FOREIGN_COMMIT,
        /** The stream still has a record that the archive lacks, or has another one in its place. */
        MISSING_RECORD,
        /** The archive has a record that the stream, which reaches back further, does not have. */
        FOREIGN_RECORD
    }

    static Finding ofObject(Kind kind, String object, String detail) {
        return new Finding(kind, object, null, null, null, detail);
    }

    static Finding ofLine(Kind kind, String object, long line, long offset, @Nullable String commit, String detail) {
        return new Finding(kind, object, line, offset, commit, detail);
    }

    static Finding ofCommit(Kind kind, String commit, String detail) {
        return new Finding(kind, null, null, null, commit, detail);
    }
}
