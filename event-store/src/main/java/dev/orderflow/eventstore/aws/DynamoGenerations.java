package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table a generation: the first has the plain name, which templates know; later ones end in their number. */
record DynamoGenerations(AwsEngines.Names names, Provisioning provisioning, DynamoDbClient dynamo)
        implements Generations {

    @Override
    public <V> Views<V> create(ViewDefinition<V> definition, int generation) {
        String table = tableOf(definition, generation);
        var request = new ViewItems<>(definition).tableRequest(table);
        if (generation == 1) {
            provisioning.table(request);
        } else {
            provisioning.ownTable(request);
        }
        return new DynamoViews<>(dynamo, table, definition);
    }

    @Override
    public boolean remove(ViewDefinition<?> definition, int generation) {
        if (generation == 1 && !provisioning.isEnabled()) {
            return false;
        }
        provisioning.drop(tableOf(definition, generation));
        return true;
    }

    @Override
    public <V> Views<V> shared(ViewDefinition<V> definition) {
        String table = names.table(definition.name());
        provisioning.table(new ViewItems<>(definition).tableRequest(table));
        return new DynamoViews<>(dynamo, table, definition);
    }

    private String tableOf(ViewDefinition<?> definition, int generation) {
        String plain = names.table(names.service() + "-" + definition.name());
        return generation == 1 ? plain : plain + "-g" + generation;
    }
}
