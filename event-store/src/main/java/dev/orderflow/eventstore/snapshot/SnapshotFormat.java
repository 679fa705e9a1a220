package dev.orderflow.eventstore.snapshot;

/**
 * How a state is kept in a snapshot.
 *
 * @param <S> the state
 */
public interface SnapshotFormat<S> {
    /** Names the state's shape and version, such as {@code warehouse-1}: a changed shape gets a new name. */
    String schema();

    byte[] write(S state);

    /**
     * @throws RuntimeException where the bytes are not of this schema; the journal is then folded from the start
     */
    S read(byte[] bytes);
}
