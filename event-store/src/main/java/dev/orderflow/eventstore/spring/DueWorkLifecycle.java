package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.view.DueWork;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/** Due work is looked for once the context is up, and no more when it goes down; the default phase is just that. */
final class DueWorkLifecycle implements SmartLifecycle {
    private final ObjectProvider<DueWork<?>> provider;
    private volatile List<DueWork<?>> running = List.of();

    DueWorkLifecycle(ObjectProvider<DueWork<?>> provider) {
        this.provider = provider;
    }

    @Override
    public void start() {
        List<DueWork<?>> all = provider.stream().toList();
        all.forEach(DueWork::start);
        running = all;
    }

    @Override
    public void stop() {
        running.forEach(DueWork::close);
        running = List.of();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
