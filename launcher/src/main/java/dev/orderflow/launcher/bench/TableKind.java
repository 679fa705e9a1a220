package dev.orderflow.launcher.bench;

/** What a table is for, by its name; what drives its writes follows from that. */
public enum TableKind {
    JOURNAL("journal"),
    READ_MODEL("read model"),
    /** The event store's own copy of every commit, which answers audits, and its list of what it archived. */
    ARCHIVE("archive"),
    /** How far each application is with each stream. */
    POSITION("positions"),
    /** Leases and publication marks: renewed every few seconds, however many orders there are. */
    CLOCK("by the clock");

    private final String title;

    TableKind(String title) {
        this.title = title;
    }

    public static TableKind of(String table) {
        if (table.endsWith("-journal")) {
            return JOURNAL;
        }
        if (table.endsWith("-histories") || table.contains("-archive-") || table.contains("-audit-")) {
            return ARCHIVE;
        }
        if (table.equals("consumer-positions")) {
            return POSITION;
        }
        return table.contains("-leases") || table.endsWith("-publication") ? CLOCK : READ_MODEL;
    }

    public String title() {
        return title;
    }
}
