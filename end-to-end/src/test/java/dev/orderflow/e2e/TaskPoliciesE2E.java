package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.templates.Policy;
import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.infra.templates.Template;
import dev.orderflow.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Least privilege, proven: the suite runs its stories, its operators' actions, rebuilds and a restore while a proxy notes
 * every call to AWS of every service; each task role allows these calls and no others.
 */
class TaskPoliciesE2E {
    /** Far from those of all other suites, and below the ports that systems give to clients by themselves. */
    private static final int PORT_BASE = 31080;

    private static final Map<Service, String> ROLES = Map.of(
            Service.ORDER, "OrderTaskRole",
            Service.INVENTORY, "InventoryTaskRole",
            Service.PAYMENT, "PaymentTaskRole",
            Service.NOTIFICATION, "NotificationTaskRole",
            Service.EVENT_STORE, "EventStoreTaskRole");

    private static Map<Service, Set<Call>> seen;

    @BeforeAll
    static void record() {
        try (RecordedSuite suite = RecordedSuite.prepare("task-policies", PORT_BASE)) {
            try {
                suite.start();
                new Exercise(suite.running()).everythingThatServicesDo();
                suite.restore();
                new Exercise(suite.running()).afterTheRestore();
            } finally {
                seen = write(suite);
            }
        }
    }

    /** For whoever wants to know what a service does; also where a step failed. */
    private static Map<Service, Set<Call>> write(RecordedSuite suite) {
        Map<Service, Set<Call>> calls = suite.callsByService();
        List<String> lines = new ArrayList<>();
        for (Service service : Service.eventSourced()) {
            calls.get(service).forEach(call -> lines.add(service.module() + "  " + call));
        }
        try {
            Files.write(Path.of("target/calls-seen.txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.printf(
                "task policies: %d kinds of calls seen, see end-to-end/target/calls-seen.txt%n", lines.size());
        return calls;
    }

    @Test
    void every_call_that_a_service_makes_is_allowed_by_its_task_role() {
        assertThat(Service.eventSourced())
                .allSatisfy(service -> assertThat(policy(service).refused(seen.get(service)))
                        .as("calls of %s that its task role refuses", service.module())
                        .isEmpty());
    }

    @Test
    void a_task_role_allows_nothing_that_its_service_does_not_call() {
        assertThat(Service.eventSourced())
                .allSatisfy(service -> assertThat(policy(service).unused(seen.get(service)).stream()
                                .filter(grant -> !NotSeenHere.explains(grant)))
                        .as("grants of %s that no call needed", service.module())
                        .isEmpty());
    }

    @Test
    void every_reason_for_a_grant_that_is_not_seen_is_still_needed() {
        assertThat(NotSeenHere.REASONS.keySet())
                .allSatisfy(sid -> assertThat(Service.eventSourced())
                        .as("services with a statement %s", sid)
                        .anyMatch(service -> policy(service).grants().stream()
                                .anyMatch(grant -> grant.sid().equals(sid))));
    }

    private static Policy policy(Service service) {
        return Policy.ofRole(Template.of("compute"), ROLES.get(service), RecordedSuite.PARAMETERS);
    }
}
