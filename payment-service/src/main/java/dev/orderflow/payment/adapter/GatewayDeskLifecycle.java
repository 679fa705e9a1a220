package dev.orderflow.payment.adapter;

import dev.orderflow.payment.application.GatewayDesk;
import org.springframework.context.SmartLifecycle;

/** Lets calls under way end after everything that brings work has stopped, and before publication stops. */
final class GatewayDeskLifecycle implements SmartLifecycle {
    /** Above publication (0), below consumers, the janitor and the web server (all near the largest integer). */
    private static final int PHASE = 1_000;

    private final GatewayDesk desk;
    private volatile boolean running;

    GatewayDeskLifecycle(GatewayDesk desk) {
        this.desk = desk;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        desk.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
