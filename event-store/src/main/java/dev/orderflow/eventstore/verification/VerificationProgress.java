package dev.orderflow.eventstore.verification;

/** Told how far a verification is. */
@FunctionalInterface
public interface VerificationProgress {
    /**
     * @param done of {@code total}, which is an estimate; 0 where nothing is known
     * @throws RuntimeException to give the verification up
     */
    void at(Phase phase, long done, long total);

    /** In this order. */
    enum Phase {
        READING_JOURNALS,
        READING_STREAM,
        READING_ARCHIVE,
        COMPARING
    }
}
