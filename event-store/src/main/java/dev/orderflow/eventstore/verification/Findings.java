package dev.orderflow.eventstore.verification;

import dev.orderflow.eventstore.verification.Finding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is wrong and keeps the first of each kind: one emptied folder must not fill the memory. */
final class Findings {
    /** Enough to see a pattern, little enough for one item of a table. */
    static final int KEPT_OF_A_KIND = 20;

    private final Map<Kind, List<Finding>> kept = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        List<Finding> same = kept.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
        if (same.size() < KEPT_OF_A_KIND) {
            same.add(finding);
        }
    }

    /** Whether more of this kind would still be kept, and so is worth locating. */
    boolean keeps(Kind kind) {
        return counts.getOrDefault(kind, 0L) < KEPT_OF_A_KIND;
    }

    /** By kind, in the order found. */
    List<Finding> kept() {
        return kept.values().stream().flatMap(List::stream).toList();
    }

    Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }
}
