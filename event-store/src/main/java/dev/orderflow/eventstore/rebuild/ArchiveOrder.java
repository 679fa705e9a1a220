package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.archive.Archive;
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

    private record Place(String key, String folder, String shard, BigInteger sequence) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::shard).thenComparing(Place::sequence);

        /** {@code archive/dt=2026-01-05/hour=10/<shard>-<first sequence number>.jsonl.gz}. */
        static Place of(String key) {
            int slash = key.lastIndexOf('/');
            String name = key.substring(slash + 1, key.length() - Archive.SUFFIX.length());
            int hyphen = name.lastIndexOf('-');
            try {
                return new Place(
                        key,
                        key.substring(0, slash + 1),
                        name.substring(0, Math.max(0, hyphen)),
                        new BigInteger(name.substring(hyphen + 1)));
            } catch (NumberFormatException e) {
                throw new RebuildFailedException(key + " is not named like an object of the archive");
            }
        }
    }
}
