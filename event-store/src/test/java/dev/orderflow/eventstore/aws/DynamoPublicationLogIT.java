package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.contract.PublicationLogContract;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.PublicationLog;

class DynamoPublicationLogIT extends PublicationLogContract {
    private final AwsEngines engines = LocalAws.dynamoOnly("contract");
    private final Journal journal = engines.journal();
    private final PublicationLog log = engines.publicationLog();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected PublicationLog log() {
        return log;
    }
}
