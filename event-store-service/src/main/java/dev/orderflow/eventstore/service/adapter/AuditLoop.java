package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.service.application.audit.AuditStatus;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation;
import dev.orderflow.eventstore.service.application.audit.Auditor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Has the auditor catch up again and again, and shows what it found as health and as a figure for alarms. */
final class AuditLoop implements SmartLifecycle, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(AuditLoop.class);
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(10);

    private final Auditor auditor;
    private final Auditor.Memory memory;
    private final Duration every;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile AuditStatus status = new AuditStatus(0, List.of(), List.of());
    private volatile @Nullable String outage;

    AuditLoop(Auditor auditor, Auditor.Memory memory, Duration every) {
        this.auditor = auditor;
        this.memory = memory;
        this.every = every;
    }

    long violations() {
        return status.violations();
    }

    @Override
    public void start() {
        CountDownLatch end = new CountDownLatch(1);
        stopping = end;
        thread = Thread.ofVirtual().name("audit").start(() -> run(end));
    }

    @Override
    public void stop() {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(STOP_AT_MOST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public Health health() {
        AuditStatus now = status;
        Health.Builder health = now.violations() == 0 ? Health.up() : Health.down();
        health.withDetail("violations", now.violations());
        now.newest().stream().findFirst().ifPresent(newest -> health.withDetail("newest", newest.toString()));
        if (outage != null) {
            health.withDetail("outage", outage);
        }
        return health.build();
    }

    private void run(CountDownLatch end) {
        try {
            do {
                round(end);
            } while (!end.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(CountDownLatch end) {
        try {
            auditor.catchUp(() -> end.getCount() > 0);
            AuditStatus before = status;
            AuditStatus now = AuditStatus.of(memory);
            status = now;
            outage = null;
            if (now.violations() > before.violations()) {
                log.error("THE AUDITOR FOUND {} VIOLATIONS (GET /v1/audit); the newest:", now.violations());
                now.newest().stream()
                        .filter(found -> !before.newest().contains(found))
                        .map(AuditedViolation::toString)
                        .forEach(log::error);
            }
        } catch (RuntimeException e) {
            outage = e.toString();
            log.warn("The auditor could not go on and tries again in {}: {}", every, e.toString());
        }
    }
}
