package dev.orderflow.launcher.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of the stream and the archive, whatever the events mean. */
final class StreamChecks {
    private final Evidence evidence;
    private final List<Violation> found;

    StreamChecks(Evidence evidence, List<Violation> found) {
        this.evidence = evidence;
        this.found = found;
    }

    void run() {
        versionsOfTheStream();
        archiveEqualsStream();
    }

    private void versionsOfTheStream() {
        Map<String, Long> reached = new HashMap<>();
        Map<String, Map<Long, Seen>> first = new HashMap<>();
        for (Seen record : evidence.stream()) {
            Seen before = first.computeIfAbsent(record.journal(), journal -> new HashMap<>())
                    .putIfAbsent(record.firstVersion(), record);
            if (before != null) {
                if (!before.digest().equals(record.digest())) {
                    report(Rule.A_VERSION_HAS_ONE_CONTENT, record + " differs from " + before);
                }
                continue;
            }
            long expected = reached.getOrDefault(record.journal(), 0L) + 1;
            if (record.firstVersion() > expected) {
                report(Rule.STREAM_IN_ORDER, record + " came when version " + expected + " had not");
            } else if (record.firstVersion() < expected) {
                report(Rule.STREAM_IN_ORDER, record + " came for the first time after version " + (expected - 1));
            }
            reached.merge(record.journal(), record.lastVersion(), Math::max);
        }
        first.forEach((journal, commits) -> {
            long next = 1;
            for (Seen commit : commits.values().stream()
                    .sorted((one, other) -> Long.compare(one.firstVersion(), other.firstVersion()))
                    .toList()) {
                if (commit.firstVersion() != next) {
                    report(Rule.STREAM_HAS_NO_GAP, journal + " goes from version " + (next - 1) + " to " + commit);
                }
                next = commit.lastVersion() + 1;
            }
        });
    }

    private void archiveEqualsStream() {
        Map<String, Seen> stream = new HashMap<>();
        evidence.stream().forEach(record -> stream.put(record.place(), record));
        Set<String> archived = new HashSet<>();
        for (Seen line : evidence.archive()) {
            Seen record = stream.get(line.place());
            if (!archived.add(line.place())) {
                report(Rule.ARCHIVE_IS_THE_STREAM, line + " is archived more than once");
            } else if (record == null) {
                report(Rule.ARCHIVE_IS_THE_STREAM, line + " is archived and not on the stream");
            } else if (!record.digest().equals(line.digest())) {
                report(Rule.ARCHIVE_IS_THE_STREAM, line + " is not archived as it came");
            }
        }
        stream.forEach((place, record) -> {
            if (!archived.contains(place)) {
                report(Rule.ARCHIVE_IS_THE_STREAM, record + " is not archived");
            }
        });
    }

    private void report(Rule rule, String what) {
        found.add(new Violation(rule, what));
    }
}
