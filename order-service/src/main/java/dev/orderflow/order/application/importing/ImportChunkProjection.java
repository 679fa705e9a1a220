package dev.orderflow.order.application.importing;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent.RowsProcessed;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.util.List;

/** Keeps every chunk of every import as an item of its own, so that a report of rows is as long as the file. */
public final class ImportChunkProjection implements Subscriber {
    private final Views<ImportChunk> chunks;

    public ImportChunkProjection(Views<ImportChunk> chunks) {
        this.chunks = chunks;
    }

    @Override
    public String name() {
        return "import-chunks";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("import");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (Commit commit : commits) {
            for (DomainEvent event : commit.events()) {
                if (event instanceof RowsProcessed processed) {
                    ImportChunk chunk = new ImportChunk(
                            processed.importId(), processed.chunk(), processed.orders(), processed.refused());
                    // Where it is there already, it was seen before: a chunk never changes.
                    chunks.save(new View<>(ImportRows.id(processed.importId(), processed.chunk()), 1, chunk), 0);
                }
            }
        }
    }
}
