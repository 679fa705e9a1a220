package dev.orderflow.eventstore.archive;

import dev.orderflow.eventstore.consumer.Patience;
import java.util.ArrayList;
import java.util.List;

/** An object of the archive, with all of its records in memory. */
record WholeObject(ArchiveObject object, List<ArchivedRecord> records) {

    /** @throws dev.orderflow.eventstore.consumer.StoppingException where this worker stops while an outage lasts */
    static WholeObject read(ArchiveReader reader, String key, Patience patience) {
        List<ArchivedRecord> records = new ArrayList<>();
        ArchiveObject object = patience.untilDone("read " + key, () -> {
            records.clear();
            return reader.read(key, records::add);
        });
        return new WholeObject(object, records);
    }
}
