package dev.orderflow.eventstore.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/** An item of a view as a PartiQL statement that has the same condition and effect as a conditional put. */
final class ViewStatements {
    private ViewStatements() {}

    static BatchStatementRequest insert(String table, Map<String, AttributeValue> item) {
        List<String> names = new ArrayList<>(item.keySet());
        String fields = String.join(
                ", ", names.stream().map(name -> "'" + name + "': ?").toList());
        return BatchStatementRequest.builder()
                .statement("INSERT INTO \"%s\" VALUE {%s}".formatted(table, fields))
                .parameters(names.stream().map(item::get).toList())
                .build();
    }

    /** @param attributes all that the item may have had: what the new one has not is removed */
    static BatchStatementRequest update(
            String table, Map<String, AttributeValue> item, long expectedVersion, List<String> attributes) {
        StringBuilder changes = new StringBuilder();
        List<AttributeValue> values = new ArrayList<>();
        for (String name : attributes) {
            AttributeValue value = item.get(name);
            changes.append(value == null ? " REMOVE \"" : " SET \"")
                    .append(name)
                    .append('"');
            if (value != null) {
                changes.append(" = ?");
                values.add(value);
            }
        }
        values.add(Attributes.text(Attributes.text(item, ViewItems.ID)));
        values.add(Attributes.number(expectedVersion));
        return BatchStatementRequest.builder()
                .statement("UPDATE \"%s\"%s WHERE \"%s\" = ? AND \"%s\" = ?"
                        .formatted(table, changes, ViewItems.ID, ViewItems.VERSION))
                .parameters(values)
                .build();
    }
}
