package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.contract.ViewsContract;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;

class InMemoryViewsTest extends ViewsContract {
    private final InMemoryViewStore store = new InMemoryViewStore();

    @Override
    protected ViewFactory factory() {
        return store;
    }

    @Override
    protected ViewTransactions transactions() {
        return store;
    }
}
