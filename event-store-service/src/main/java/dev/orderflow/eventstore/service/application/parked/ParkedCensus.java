package dev.orderflow.eventstore.service.application.parked;

import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many streams are parked, by whom and since when.
 *
 * @param groups by application and kind
 * @param calling those that need a person: all poison, and gaps that should have closed long since
 */
public record ParkedCensus(Map<Group, Tally> groups, List<ParkedStream> calling) {
    /** Counted no further: whoever has so many needs no exact figure, and a census must not cost more than the outage. */
    private static final int MOST = 1_000;

    private static final int PAGE = 100;

    public ParkedCensus {
        groups = Map.copyOf(groups);
        calling = List.copyOf(calling);
    }

    public record Group(String application, Kind kind) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int order = application.compareTo(other.application);
            return order == 0 ? kind.compareTo(other.kind) : order;
        }
    }

    public record Tally(int streams, Instant oldest) {
        Tally and(Tally other) {
            return new Tally(streams + other.streams, oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }
    }

    /** @param gapsCallAfter how long a commit may be missing before somebody has to look */
    public static ParkedCensus take(ParkedStreams parked, Instant now, Duration gapsCallAfter) {
        Map<Group, Tally> groups = new TreeMap<>();
        List<ParkedStream> calling = new ArrayList<>();
        String cursor = null;
        int counted = 0;
        do {
            ParkedStreams.Page page = parked.list(PAGE, cursor);
            for (ParkedStream one : page.items()) {
                groups.merge(
                        new Group(one.application(), one.parking().kind()),
                        new Tally(1, one.parking().since()),
                        Tally::and);
                if (calls(one, now, gapsCallAfter)) {
                    calling.add(one);
                }
            }
            counted += page.items().size();
            cursor = page.next();
        } while (cursor != null && counted < MOST);
        return new ParkedCensus(groups, calling);
    }

    /** Whether somebody has to look after it. */
    public static boolean calls(ParkedStream parked, Instant now, Duration gapsCallAfter) {
        return switch (parked.parking().kind()) {
            case POISON -> true;
            case GAP -> parked.parking().since().plus(gapsCallAfter).isBefore(now);
        };
    }
}
