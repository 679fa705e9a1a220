package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.contract.ArchiveContract;

class S3ArchiveIT extends ArchiveContract {
    private static final String BUCKET = "archive-contract";
    private final Archive archive = LocalAws.all("contract").archive(BUCKET);
    private final ArchiveReader reader = LocalAws.all("contract").archiveReader(BUCKET);

    @Override
    protected Archive archive() {
        return archive;
    }

    @Override
    protected ArchiveReader reader() {
        return reader;
    }
}
