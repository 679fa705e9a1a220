package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.contract.ViewsContract;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;

class DynamoViewsIT extends ViewsContract {
    private final AwsEngines engines = LocalAws.dynamoOnly("contract");

    @Override
    protected ViewFactory factory() {
        return engines::create;
    }

    @Override
    protected ViewTransactions transactions() {
        return engines.viewTransactions();
    }
}
