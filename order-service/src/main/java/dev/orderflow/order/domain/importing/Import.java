package dev.orderflow.order.domain.importing;

/** An import, one type for each stage. */
public sealed interface Import {

    /** Nothing was started under this id. */
    record NotStarted() implements Import {}

    /** Rows are being dealt with. */
    record Running(Details details, Progress progress) implements Import {}

    /** Nothing more will happen. */
    record Ended(Details details, Progress progress, boolean completed) implements Import {}

    /** What does not change. */
    record Details(
            String importId,
            String requestedBy,
            String location,
            String contentDigest,
            long rows,
            boolean deriveCatalogue,
            boolean deriveStock) {

        /** Whether products have to be there before orders are placed. */
        public boolean derives() {
            return deriveCatalogue || deriveStock;
        }
    }

    /**
     * How far it is; a few numbers, however long the file.
     *
     * @param derivedParts parts of the assortment that are recorded
     * @param parts how many there are, or 0 where that is not known yet
     * @param chunks stretches of rows that are recorded
     * @param lastLine last line that is dealt with, header = 1; 0 where none is
     */
    record Progress(
            int derivedParts,
            int parts,
            int chunks,
            long lastLine,
            long rowsAccepted,
            long rowsRefused,
            long ordersAccepted,
            long ordersReplayed) {
        static final Progress START = new Progress(0, 0, 0, 0, 0, 0, 0, 0);

        /** Whether all that was to be derived is recorded. */
        public boolean isDerived() {
            return parts > 0 && derivedParts == parts;
        }

        Progress derived(int part, int of) {
            return new Progress(part, of, chunks, lastLine, rowsAccepted, rowsRefused, ordersAccepted, ordersReplayed);
        }
    }
}
