package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.templates.Policy;
import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.infra.templates.Policy.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Least privilege, proven: the suite runs its stories, its operators' actions, rebuilds and a recovery while a proxy notes
 * every call to AWS of every task; each task role allows these calls and no others.
 */
class TaskPoliciesE2E {
    /** Far from those of all other suites, and below the ports that systems give to clients by themselves. */
    private static final int PORT_BASE = 31080;

    private static Map<TaskRole, Set<Call>> seen;

    @BeforeAll
    static void record() {
        try (RecordedSuite suite = RecordedSuite.prepare("task-policies", PORT_BASE)) {
            try {
                suite.start();
                Exercise exercise = new Exercise(suite.running());
                exercise.everythingThatServicesDo();
                exercise.whatIsNotArchived();
                suite.recover();
            } finally {
                seen = write(suite.calls());
            }
        }
    }

    /** For whoever wants to know what a task does; also where a step failed. */
    private static Map<TaskRole, Set<Call>> write(Map<TaskRole, Set<Call>> calls) {
        List<String> lines = new ArrayList<>();
        calls.forEach((role, ofRole) -> ofRole.forEach(call -> lines.add(role + "  " + call)));
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
    void every_call_that_a_task_makes_is_allowed_by_its_role() {
        assertThat(TaskRole.values())
                .allSatisfy(role -> assertThat(policy(role).refused(seen.get(role)))
                        .as("calls that %s refuses", role)
                        .isEmpty());
    }

    @Test
    void a_task_role_allows_nothing_that_its_task_does_not_call() {
        assertThat(TaskRole.values())
                .allSatisfy(role -> assertThat(policy(role).unused(seen.get(role)).stream()
                                .filter(grant -> !NotSeenHere.explains(grant, seen.get(role))))
                        .as("grants of %s that no call needed", role)
                        .isEmpty());
    }

    /** Some of them a slow run does see, so none can be asked for. */
    @Test
    void every_reason_is_about_a_statement_that_there_is() {
        Set<String> statements = Arrays.stream(TaskRole.values())
                .flatMap(role -> policy(role).grants().stream())
                .map(Grant::sid)
                .collect(Collectors.toSet());

        assertThat(statements).containsAll(NotSeenHere.REASONS.keySet());
    }

    private static Policy policy(TaskRole role) {
        return role.policy(RecordedSuite.PARAMETERS);
    }
}
