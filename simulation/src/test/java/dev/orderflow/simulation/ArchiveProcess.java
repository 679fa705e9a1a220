package dev.orderflow.simulation;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.view.DueWork;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event-store service's archiver. */
final class ArchiveProcess implements Service {
    private static final Duration FLUSH_AFTER = Duration.ofSeconds(20);

    private final Node node;
    private final Archiver archiver;

    ArchiveProcess(Node node, FaultyViews views, FaultyArchive archive) {
        this.node = node;
        this.archiver = new Archiver(
                        archive,
                        archive,
                        archive,
                        new ArchiveLedger(views.create(ArchiveLedger.DEFINITION)),
                        FLUSH_AFTER,
                        node::now)
                .withPatience(node.patience());
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public @Nullable Engines engines() {
        return null;
    }

    @Override
    public ShardHandler.Factory handlers() {
        return archiver;
    }

    @Override
    public List<DueWork<?>> dueWork() {
        return List.of();
    }
}
