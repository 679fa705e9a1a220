package dev.orderflow.e2e;

import dev.orderflow.launcher.record.Engines;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every item of all tables that say what is, byte for byte. */
record TableDump(Map<String, Set<String>> itemsOf) {
    /** What tells how far somebody is, not what is: after a restore the last hour is consumed once more. */
    private static final Set<String> BOOKKEEPING = Set.of("consumer-positions", "rebuilds");

    static TableDump of(Engines engines) {
        Map<String, Set<String>> tables = new TreeMap<>();
        engines.dynamo().listTablesPaginator().tableNames().stream()
                .filter(table -> !BOOKKEEPING.contains(table))
                .filter(table -> !table.endsWith("-leases") && !table.endsWith("-publication"))
                .forEach(table -> {
                    Set<String> items = new HashSet<>();
                    engines.dynamo().scanPaginator(scan -> scan.tableName(table)).items().stream()
                            .map(TableDump::text)
                            .forEach(items::add);
                    tables.put(table, items);
                });
        return new TableDump(tables);
    }

    /** Names of the tables that are not the same in both. */
    Set<String> differences(TableDump other) {
        Set<String> names = new TreeSet<>(itemsOf.keySet());
        names.addAll(other.itemsOf.keySet());
        names.removeIf(
                table -> itemsOf.getOrDefault(table, Set.of()).equals(other.itemsOf.getOrDefault(table, Set.of())));
        return names;
    }

    private static String text(Map<String, AttributeValue> item) {
        return new TreeMap<>(item)
                .entrySet().stream()
                        .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                        .collect(Collectors.joining("|"));
    }
}
