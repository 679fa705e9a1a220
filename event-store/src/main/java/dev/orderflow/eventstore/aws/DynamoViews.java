package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewRules;
import dev.orderflow.eventstore.view.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One read model as one table, with a global index for each of its indexes. */
final class DynamoViews<V> implements Views<V> {
    private final DynamoDbClient dynamo;
    private final String table;
    private final ViewDefinition<V> definition;
    private final ViewItems<V> items;
    private final DynamoViewWrites writes;
    private final BatchStatements statements;

    DynamoViews(DynamoDbClient dynamo, String table, ViewDefinition<V> definition) {
        this.dynamo = dynamo;
        this.table = table;
        this.definition = definition;
        this.items = new ViewItems<>(definition);
        this.writes = new DynamoViewWrites(dynamo);
        this.statements = new BatchStatements(dynamo);
    }

    @Override
    public Optional<View<V>> find(String id) {
        var response = dynamo.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
        return response.hasItem() ? Optional.of(items.view(response.item())) : Optional.empty();
    }

    @Override
    public Map<String, View<V>> findAll(Collection<String> ids) {
        ViewRules.checkIds(ids);
        Map<String, View<V>> found = new HashMap<>();
        List<Map<String, AttributeValue>> keys =
                new LinkedHashSet<>(ids).stream().map(DynamoViews::key).toList();
        new BatchReads(dynamo, table).read(keys, item -> {
            View<V> view = items.view(item);
            found.put(view.id(), view);
        });
        return found;
    }

    @Override
    public boolean save(View<V> view, long expectedVersion) {
        return writes.save(writing(view, expectedVersion));
    }

    @Override
    public Set<String> saveEach(Collection<Change<V>> changes) {
        List<Change<V>> all = List.copyOf(changes);
        List<Boolean> saved = statements.run(all.stream().map(this::statement).toList());
        Set<String> lost = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!saved.get(i)) {
                lost.add(all.get(i).view().id());
            }
        }
        return lost;
    }

    private BatchStatementRequest statement(Change<V> change) {
        ViewRules.checkWrite(change.view(), change.expectedVersion());
        Map<String, AttributeValue> item = items.item(change.view());
        return change.expectedVersion() == 0
                ? ViewStatements.insert(table, item)
                : ViewStatements.update(table, item, change.expectedVersion(), items.attributes());
    }

    @Override
    public DynamoViewWrites.Pending<V> writing(View<V> view, long expectedVersion) {
        ViewRules.checkWrite(view, expectedVersion);
        return new DynamoViewWrites.Pending<>(table, items.item(view), expectedVersion);
    }

    /** The index names the items; each is read where it lies, and left out where it has moved on since. */
    @Override
    public Page<View<V>> query(Query query) {
        ViewRules.checkQuery(definition, query);
        List<Map<String, AttributeValue>> entries = new ArrayList<>();
        List<View<V>> shown = new ArrayList<>();
        for (QueryResponse part : dynamo.queryPaginator(request(query))) {
            Map<String, Map<String, AttributeValue>> found = itemsOf(part.items());
            for (Map<String, AttributeValue> entry : part.items()) {
                Map<String, AttributeValue> item = found.get(Attributes.text(entry, ViewItems.ID));
                if (item == null || !isAt(entry, item, query.index())) {
                    continue;
                }
                // One more than asked for tells that there is a next page.
                if (shown.size() == query.limit()) {
                    return new Page<>(shown, cursor(query, entries.getLast()));
                }
                entries.add(entry);
                shown.add(items.view(item));
            }
        }
        return new Page<>(shown, null);
    }

    private Map<String, Map<String, AttributeValue>> itemsOf(List<Map<String, AttributeValue>> entries) {
        Map<String, Map<String, AttributeValue>> found = new HashMap<>();
        new BatchReads(dynamo, table)
                .read(
                        entries.stream()
                                .map(entry -> key(Attributes.text(entry, ViewItems.ID)))
                                .toList(),
                        item -> found.put(Attributes.text(item, ViewItems.ID), item));
        return found;
    }

    private static boolean isAt(Map<String, AttributeValue> entry, Map<String, AttributeValue> item, String index) {
        String partition = ViewItems.partitionOf(index);
        String sort = ViewItems.sortOf(index);
        return Objects.equals(item.get(partition), entry.get(partition))
                && Objects.equals(item.get(sort), entry.get(sort));
    }

    private QueryRequest request(Query query) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        names.put("#p", ViewItems.partitionOf(query.index()));
        values.put(":p", Attributes.text(query.partition()));
        String from = query.from();
        String to = query.to();
        if (from != null || to != null) {
            names.put("#s", ViewItems.sortOf(query.index()));
        }
        if (from != null) {
            values.put(":from", Attributes.text(from));
        }
        if (to != null) {
            values.put(":to", Attributes.text(to));
        }
        String range = from == null
                ? (to == null ? "" : " AND #s <= :to")
                : (to == null ? " AND #s >= :from" : " AND #s BETWEEN :from AND :to");
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(query.index())
                .keyConditionExpression("#p = :p" + range)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(!query.descending())
                .limit(query.limit() + 1);
        if (query.cursor() != null) {
            List<String> end = Cursors.read(ViewRules.identity(definition, query), query.cursor(), 2);
            request.exclusiveStartKey(Map.of(
                    ViewItems.partitionOf(query.index()),
                    Attributes.text(query.partition()),
                    ViewItems.sortOf(query.index()),
                    Attributes.text(end.get(0)),
                    ViewItems.ID,
                    Attributes.text(end.get(1))));
        }
        return request.build();
    }

    private String cursor(Query query, Map<String, AttributeValue> last) {
        return Cursors.write(
                ViewRules.identity(definition, query),
                List.of(Attributes.text(last, ViewItems.sortOf(query.index())), Attributes.text(last, ViewItems.ID)));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of(ViewItems.ID, Attributes.text(id));
    }
}
