package dev.orderflow.order.adapter.importing;

import dev.orderflow.order.application.importing.ImportWorker;
import org.springframework.context.SmartLifecycle;

/** Imports stop before anything that they need does; the default phase is just that. */
final class ImportWorkerLifecycle implements SmartLifecycle {
    private final ImportWorker worker;
    private volatile boolean running;

    ImportWorkerLifecycle(ImportWorker worker) {
        this.worker = worker;
    }

    @Override
    public void start() {
        worker.open();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        worker.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
