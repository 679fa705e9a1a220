package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions.Position;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import dev.orderflow.eventstore.json.Cursors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The positions table, across applications: its sparse index lists what is parked. */
final class DynamoParkedStreams implements ParkedStreams {
    private static final List<String> LIST = List.of("parked-streams");

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoParkedStreams(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Page list(int limit, @Nullable String cursor) {
        ParkedStreams.checkLimit(limit);
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .indexName(DynamoPositions.PARKED_INDEX)
                .keyConditionExpression(DynamoPositions.PARKED + " = :yes")
                .expressionAttributeValues(Map.of(":yes", Attributes.text(DynamoPositions.YES)))
                .limit(limit + 1);
        if (cursor != null) {
            List<String> end = Cursors.read(LIST, cursor, 2);
            query.exclusiveStartKey(Map.of(
                    DynamoPositions.PARKED, Attributes.text(DynamoPositions.YES),
                    DynamoPositions.PARKED_ORDER, Attributes.text(end.get(0)),
                    DynamoPositions.KEY, Attributes.text(end.get(1)),
                    DynamoPositions.PART, Attributes.text(DynamoPositions.POSITION)));
        }
        List<Map<String, AttributeValue>> found = dynamo.queryPaginator(query.build()).items().stream()
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Map<String, AttributeValue>> shown = more ? found.subList(0, limit) : found;
        String next = more
                ? Cursors.write(
                        LIST,
                        List.of(
                                Attributes.text(shown.getLast(), DynamoPositions.PARKED_ORDER),
                                Attributes.text(shown.getLast(), DynamoPositions.KEY)))
                : null;
        return new Page(
                shown.stream()
                        .<ParkedStream>mapMulti((item, sink) -> {
                            Position position = DynamoPositions.position(item);
                            if (position.parked() != null) {
                                sink.accept(new ParkedStream(
                                        DynamoPositions.applicationOf(item),
                                        DynamoPositions.streamOf(item),
                                        position.seen(),
                                        position.parked()));
                            }
                        })
                        .toList(),
                next);
    }

    @Override
    public Optional<ParkedStream> find(String application, StreamId stream) {
        Position position = new DynamoPositions(dynamo, table, application)
                .find(List.of(stream))
                .getOrDefault(stream, Position.START);
        return Optional.ofNullable(position.parked())
                .map(parking -> new ParkedStream(application, stream, position.seen(), parking));
    }

    @Override
    public int waiting(String application, StreamId stream, int countAtMost) {
        return dynamo.query(query -> query.tableName(table)
                        .select(Select.COUNT)
                        .keyConditionExpression(
                                DynamoPositions.KEY + " = :key AND begins_with(" + DynamoPositions.PART + ", :queue)")
                        .expressionAttributeValues(Map.of(
                                ":key", Attributes.text(DynamoPositions.keyText(application, stream)),
                                ":queue", Attributes.text(DynamoPositions.QUEUE)))
                        .limit(countAtMost))
                .count();
    }

    @Override
    public Wish wish(String application, Wish wish) {
        return redrives(application).wish(wish);
    }

    @Override
    public Optional<Wish> wished(String application, StreamId stream) {
        return redrives(application).wished(stream);
    }

    @Override
    public List<PastWish> history(String application, StreamId stream, int limit) {
        return redrives(application).history(stream, limit);
    }

    private DynamoRedrives redrives(String application) {
        return new DynamoRedrives(dynamo, table, application);
    }
}
