package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.contract.ArchiveContract;

class InMemoryArchiveTest extends ArchiveContract {
    private final InMemoryArchive archive = new InMemoryArchive();

    @Override
    protected Archive archive() {
        return archive;
    }

    @Override
    protected ArchiveReader reader() {
        return archive;
    }
}
