package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.rebuild.JournalAudit;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Finds a service's streams by the index of its journal, which holds keys only: a small part of what the table weighs. */
final class DynamoJournalAudit implements JournalAudit {
    private final DynamoDbClient dynamo;
    private final DynamoJournal journal;

    DynamoJournalAudit(DynamoDbClient dynamo, DynamoJournal journal) {
        this.dynamo = dynamo;
        this.journal = journal;
    }

    @Override
    public void streams(String category, Consumer<StreamId> reader) {
        dynamo
                .scanPaginator(scan -> scan.tableName(journal.table())
                        .indexName(DynamoJournal.BY_WRITER)
                        .filterExpression(DynamoJournal.VERSION + " = :first AND begins_with(" + DynamoJournal.STREAM
                                + ", :category)")
                        .expressionAttributeValues(
                                Map.of(":first", Attributes.number(1), ":category", Attributes.text(category + "-"))))
                .items()
                .stream()
                .map(item -> StreamId.parse(Attributes.text(item, DynamoJournal.STREAM)))
                .forEach(reader);
    }

    @Override
    public Journal journal() {
        return journal;
    }
}
