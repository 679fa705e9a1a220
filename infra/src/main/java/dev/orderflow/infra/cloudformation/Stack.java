package dev.orderflow.infra.cloudformation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** One stack, changed by change sets alone: so that what happens is known, and can be shown, before it does. */
final class Stack {
    private static final Duration TO_PLAN = Duration.ofMinutes(5);

    /** A distribution or a large service takes half of this. */
    private static final Duration TO_CHANGE = Duration.ofHours(1);

    private static final String STACK_TYPE = "AWS::CloudFormation::Stack";

    /** How both CloudFormation and LocalStack say that there is nothing to do. */
    private static final List<String> NOTHING_TO_DO =
            List.of("didn't contain changes", "No updates are to be performed");

    private final CloudFormationClient cloudFormation;
    private final String name;
    private final Consumer<String> say;

    Stack(CloudFormationClient cloudFormation, String name, Consumer<String> say) {
        this.cloudFormation = cloudFormation;
        this.name = name;
        this.say = say;
    }

    String name() {
        return name;
    }

    /** Whether it was ever deployed, and not only planned. */
    boolean exists() {
        return status().filter(status -> status != StackStatus.REVIEW_IN_PROGRESS)
                .isPresent();
    }

    boolean isProtected() {
        return described()
                .map(stack -> Boolean.TRUE.equals(stack.enableTerminationProtection()))
                .orElse(false);
    }

    /** Sorted by name; empty where the stack does not exist. */
    Map<String, String> outputs() {
        Map<String, String> outputs = new TreeMap<>();
        described().ifPresent(stack -> {
            for (Output output : stack.outputs()) {
                outputs.put(output.outputKey(), output.outputValue());
            }
        });
        return outputs;
    }

    /** Nothing is under way and nothing is in the way of a change when this returns. */
    void makeReady() {
        StackStatus status = status().orElse(null);
        if (status != null && status != StackStatus.REVIEW_IN_PROGRESS && isInProgress(status)) {
            say.accept("  somebody else is changing it (" + status + "); waiting for the end");
            status = await(TO_CHANGE, "the change of somebody else", this::ended);
        }
        switch (status) {
            // A first deployment that failed: it has nothing, and can only be deleted.
            case ROLLBACK_COMPLETE, ROLLBACK_FAILED, CREATE_FAILED, DELETE_FAILED -> {
                say.accept("  its first deployment failed, or its removal did (" + status
                        + "); removing what is left of it");
                delete();
            }
            case UPDATE_ROLLBACK_FAILED ->
                throw new DeploymentException("Stack " + name + " could not be rolled back (UPDATE_ROLLBACK_FAILED):"
                        + reasons(events())
                        + "\nMend what is named, then: aws cloudformation continue-update-rollback --stack-name "
                        + name);
            case null, default -> {}
        }
    }

    /**
     * Plans a change and does nothing yet.
     *
     * @param role by which CloudFormation changes the stack, where there is one: not by the rights of who deploys. A stack
     *     that is new is made by the latter all the same: where its creation fails, what was made is deleted, and to delete
     *     state the role has no right.
     * @return empty where there is nothing to change
     */
    Optional<Changes> plan(
            Template template, Map<String, String> parameters, Map<String, String> tags, @Nullable String role) {
        boolean create = !exists();
        String changeSet = cloudFormation
                .createChangeSet(request -> request.stackName(name)
                        .changeSetName("deploy-" + System.currentTimeMillis())
                        .changeSetType(create ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                        .templateBody(template.body())
                        .templateURL(template.url())
                        .parameters(parameters.entrySet().stream()
                                .map(parameter -> Parameter.builder()
                                        .parameterKey(parameter.getKey())
                                        .parameterValue(parameter.getValue())
                                        .build())
                                .toList())
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                        .roleARN(create ? null : role)
                        .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                        // State outlives its stack; a stack that is made again takes it over.
                        .importExistingResources(create ? Boolean.TRUE : null))
                .id();
        DescribeChangeSetResponse planned = await(TO_PLAN, "a change set", () -> planned(changeSet));
        if (planned.status() == ChangeSetStatus.FAILED) {
            discard(changeSet);
            String reason = String.valueOf(planned.statusReason());
            if (NOTHING_TO_DO.stream().anyMatch(reason::contains)) {
                return Optional.empty();
            }
            throw new DeploymentException("Stack " + name + " cannot be changed: " + reason);
        }
        return Optional.of(new Changes(changeSet, resources(planned)));
    }

    void execute(Changes changes) {
        Set<String> before = ids(events());
        cloudFormation.executeChangeSet(request -> request.changeSetName(changes.changeSet())
                .stackName(name)
                // Of a first deployment that fails, nothing is left in the way of the second.
                .retainExceptOnCreate(true));
        StackStatus status = await(TO_CHANGE, "the change", () -> executed(changes));
        if (status != StackStatus.CREATE_COMPLETE
                && status != StackStatus.UPDATE_COMPLETE
                && status != StackStatus.IMPORT_COMPLETE) {
            throw new DeploymentException(
                    "Stack " + name + " was rolled back (" + status + "):" + reasons(since(before)));
        }
    }

    /** A planned change is forgotten, and a stack that was only planned for with it. */
    void discard(Changes changes) {
        discard(changes.changeSet());
    }

    void protect(boolean wanted) {
        if (isProtected() != wanted) {
            cloudFormation.updateTerminationProtection(
                    request -> request.stackName(name).enableTerminationProtection(wanted));
            say.accept("  termination protection is " + (wanted ? "on" : "off"));
        }
    }

    /** @return what was kept, a line each */
    List<String> delete() {
        String id = described().orElseThrow().stackId();
        Set<String> before = ids(events());
        cloudFormation.deleteStack(request -> request.stackName(id));
        // Asked for by its id, a stack is still known after its end.
        Stack deleted = new Stack(cloudFormation, id, say);
        StackStatus status = await(TO_CHANGE, "the removal", deleted::ended);
        List<StackEvent> events = deleted.since(before);
        if (status != StackStatus.DELETE_COMPLETE) {
            throw new DeploymentException(
                    "Stack " + name + " could not be removed (" + status + "):" + reasons(events));
        }
        return events.stream()
                .filter(event -> event.resourceStatus() == ResourceStatus.DELETE_SKIPPED)
                .filter(event -> event.physicalResourceId() != null)
                .map(event -> event.resourceType() + " " + event.physicalResourceId())
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<software.amazon.awssdk.services.cloudformation.model.Stack> described() {
        try {
            return cloudFormation.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<StackStatus> status() {
        return described().map(software.amazon.awssdk.services.cloudformation.model.Stack::stackStatus);
    }

    private @Nullable StackStatus ended() {
        StackStatus status = status().orElse(StackStatus.DELETE_COMPLETE);
        return isInProgress(status) ? null : status;
    }

    private @Nullable DescribeChangeSetResponse planned(String changeSet) {
        DescribeChangeSetResponse found = cloudFormation.describeChangeSet(
                request -> request.changeSetName(changeSet).stackName(name));
        return found.status() == ChangeSetStatus.CREATE_COMPLETE || found.status() == ChangeSetStatus.FAILED
                ? found
                : null;
    }

    /** The change set is asked, too: for a moment the stack has the status of before. */
    private @Nullable StackStatus executed(Changes changes) {
        ExecutionStatus execution = cloudFormation
                .describeChangeSet(
                        request -> request.changeSetName(changes.changeSet()).stackName(name))
                .executionStatus();
        boolean over = execution == ExecutionStatus.EXECUTE_COMPLETE || execution == ExecutionStatus.EXECUTE_FAILED;
        return over ? ended() : null;
    }

    private List<software.amazon.awssdk.services.cloudformation.model.ResourceChange> resources(
            DescribeChangeSetResponse first) {
        List<Change> changes = new ArrayList<>(first.changes());
        String next = first.nextToken();
        while (next != null) {
            String token = next;
            DescribeChangeSetResponse page = cloudFormation.describeChangeSet(request ->
                    request.changeSetName(first.changeSetId()).stackName(name).nextToken(token));
            changes.addAll(page.changes());
            next = page.nextToken();
        }
        return changes.stream().map(Change::resourceChange).toList();
    }

    private void discard(String changeSet) {
        if (exists()) {
            cloudFormation.deleteChangeSet(
                    request -> request.changeSetName(changeSet).stackName(name));
        } else {
            delete();
        }
    }

    /** Newest first, as they come. */
    private List<StackEvent> events() {
        if (described().isEmpty()) {
            return List.of();
        }
        return cloudFormation.describeStackEventsPaginator(request -> request.stackName(name)).stackEvents().stream()
                .toList();
    }

    private List<StackEvent> since(Set<String> before) {
        return events().stream()
                .filter(event -> !before.contains(event.eventId()))
                .toList();
    }

    private static Set<String> ids(Collection<StackEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.eventId()));
        return ids;
    }

    /** What failed first comes first; what was only called off because of it is left out. */
    private static String reasons(List<StackEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StackEvent event : events.reversed()) {
            String reason = String.valueOf(event.resourceStatusReason());
            boolean failed = event.resourceStatusAsString().endsWith("FAILED");
            if (failed && !reason.contains("cancelled") && !event.resourceType().equals(STACK_TYPE)) {
                text.append("\n  ")
                        .append(event.logicalResourceId())
                        .append(" (")
                        .append(event.resourceType())
                        .append("): ")
                        .append(reason);
            }
        }
        return text.isEmpty() ? " no resource gave a reason; look at the stack's events" : text.toString();
    }

    private static boolean isInProgress(StackStatus status) {
        return status.toString().endsWith("IN_PROGRESS");
    }

    private <T> T await(Duration atMost, String what, Looks.Look<T> look) {
        return Looks.until(atMost, look)
                .orElseThrow(() -> new DeploymentException("Stack " + name + ": " + what + " did not end within "
                        + atMost.toMinutes() + " minutes. It goes on by itself; look at the stack's events."));
    }
}
