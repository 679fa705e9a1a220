package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.archive.ArchiveKey;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.SequenceOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The archive's objects in an order in which every stream's commits come as they were written: hour by hour, within an hour
 * shard by shard. A stream changes its shard only when the shard is split or merged; the new one has a higher name.
 */
public final class ArchiveOrder {
    private final ArchiveReader archive;

    public ArchiveOrder(ArchiveReader archive) {
        this.archive = archive;
    }

    /**
     * Hands on the keys of all objects that begin after a position, an hour's at a time in memory.
     *
     * @param positions last sequence number that is known of each shard; changed by the reader on the way
     */
    public void after(Map<String, String> positions, Consumer<String> reader) {
        List<Place> hour = new ArrayList<>();
        archive.keys(key -> {
            Place place = Place.of(key);
            if (!hour.isEmpty() && !hour.getFirst().folder().equals(place.folder())) {
                handOn(hour, positions, reader);
            }
            hour.add(place);
        });
        handOn(hour, positions, reader);
    }

    private static void handOn(List<Place> hour, Map<String, String> positions, Consumer<String> reader) {
        hour.sort(Place.ORDER);
        for (Place place : hour) {
            String reached = positions.get(place.shard());
            if (reached == null || SequenceOrder.isAfter(place.sequence().toString(), reached)) {
                reader.accept(place.key());
            }
        }
        hour.clear();
    }

    private record Place(String key, ArchiveKey parts) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::shard).thenComparing(Place::sequence);

        static Place of(String key) {
            return new Place(
                    key,
                    ArchiveKey.parse(key)
                            .orElseThrow(() ->
                                    new RebuildFailedException(key + " is not named like an object of the archive")));
        }

        String folder() {
            return parts.folder();
        }

        String shard() {
            return parts.shardId();
        }

        BigInteger sequence() {
            return parts.sequence();
        }
    }
}
