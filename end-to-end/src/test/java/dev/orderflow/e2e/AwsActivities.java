package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an emulator lacks: one activity in the place of each of four calls of the workflow, worked on as ECS and
 * CloudFormation would, from the very arguments that these would get.
 */
final class AwsActivities implements AutoCloseable {
    /** Tasks run side by side; the other calls are answered at once. */
    private static final int TASKS_AT_ONCE = 2;

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final JsonMapper JSON = new JsonMapper();

    private final SfnClient workflows;
    private final CloudFormationClient stacks;
    private final Containers containers;
    private final String describeServices;
    private final String updateService;
    private final String runTask;
    private final String updateStack;
    private final List<Thread> workers = new ArrayList<>();
    private volatile Runnable afterTheUpdate = () -> {};
    private volatile boolean closed;

    /** @param workflows waits for an answer longer than the minute that asking for work may take */
    AwsActivities(SfnClient workflows, CloudFormationClient stacks, String environment, Containers containers) {
        this.workflows = workflows;
        this.stacks = stacks;
        this.containers = containers;
        describeServices = activity(environment + "-describe-services");
        updateService = activity(environment + "-update-service");
        runTask = activity(environment + "-run-task");
        updateStack = activity(environment + "-update-stack");
        work(describeServices, 1, this::described);
        work(updateService, 2, this::updated);
        work(runTask, TASKS_AT_ONCE, this::ran);
        work(updateStack, 1, this::stackUpdated);
    }

    String describeServices() {
        return describeServices;
    }

    String updateService() {
        return updateService;
    }

    String runTask() {
        return runTask;
    }

    String updateStack() {
        return updateStack;
    }

    /** What happens to the stack while the workflow has not looked at it yet. */
    void afterTheUpdate(Runnable happens) {
        afterTheUpdate = happens;
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
    }

    private String activity(String name) {
        return workflows.createActivity(create -> create.name(name)).activityArn();
    }

    private void work(String activity, int threads, UnaryOperator<JsonNode> answer) {
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().daemon().name(activity).start(() -> {
                while (!closed) {
                    try {
                        workOn(workflows.getActivityTask(get -> get.activityArn(activity)), answer);
                    } catch (SdkException e) {
                        // A busy emulator does not always answer; the execution waits for its task until its own
                        // time-out.
                        Pause.of(ASK_AGAIN_AFTER);
                    }
                }
            }));
        }
    }

    private void workOn(GetActivityTaskResponse task, UnaryOperator<JsonNode> answer) {
        if (task.taskToken() == null || task.taskToken().isEmpty()) {
            return;
        }
        try {
            JsonNode output = answer.apply(JSON.readTree(task.input()));
            workflows.sendTaskSuccess(
                    success -> success.taskToken(task.taskToken()).output(JSON.writeValueAsString(output)));
        } catch (TaskFailed | AssertionError | CloudFormationException failed) {
            // The integration with ECS says States.TaskFailed, which an activity may not.
            workflows.sendTaskFailure(failure ->
                    failure.taskToken(task.taskToken()).error("TaskFailed").cause(failed.getMessage()));
        }
    }

    private JsonNode described(JsonNode arguments) {
        List<Map<String, Object>> services = arguments
                .required("Services")
                .valueStream()
                .map(JsonNode::asString)
                .map(service -> Map.<String, Object>of(
                        "ServiceName",
                        service,
                        "DesiredCount",
                        containers.desired(service),
                        "RunningCount",
                        containers.running(service),
                        "PendingCount",
                        0,
                        "TaskDefinition",
                        "arn:aws:ecs:eu-west-1:000000000000:task-definition/" + service + ":7"))
                .toList();
        return JSON.valueToTree(Map.of("Services", services));
    }

    private JsonNode updated(JsonNode arguments) {
        String service = arguments.required("Service").asString();
        containers.desire(service, arguments.required("DesiredCount").asInt());
        return JSON.valueToTree(Map.of("Service", Map.of("ServiceName", service)));
    }

    private JsonNode ran(JsonNode arguments) {
        JsonNode container =
                arguments.required("Overrides").required("ContainerOverrides").required(0);
        String name = container.required("Name").asString();
        Map<String, String> overrides = new HashMap<>();
        container
                .required("Environment")
                .forEach(variable -> overrides.put(
                        variable.required("Name").asString(),
                        variable.required("Value").asString()));
        int exitCode = containers.run(name, overrides);
        if (exitCode != 0) {
            throw new TaskFailed("{\"Containers\": [{\"Name\": \"" + name + "\", \"ExitCode\": " + exitCode + "}]}");
        }
        return JSON.valueToTree(Map.of("StopCode", "EssentialContainerExited"));
    }

    /** With the template that the stack has, which the emulator does not find by itself. */
    private JsonNode stackUpdated(JsonNode arguments) {
        String stack = arguments.required("StackName").asString();
        assertThat(arguments.required("UsePreviousTemplate").asBoolean()).isTrue();
        List<Parameter> parameters = arguments
                .required("Parameters")
                .valueStream()
                .map(parameter -> Parameter.builder()
                        .parameterKey(parameter.required("ParameterKey").asString())
                        .parameterValue(parameter.path("ParameterValue").asString(null))
                        .usePreviousValue(parameter.path("UsePreviousValue").asBoolean(false))
                        .build())
                .toList();
        String template = stacks.getTemplate(get -> get.stackName(stack)).templateBody();
        String id = stacks.updateStack(
                        update -> update.stackName(stack).templateBody(template).parameters(parameters))
                .stackId();
        afterTheUpdate.run();
        return JSON.valueToTree(Map.of("StackId", id));
    }

    private static final class TaskFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TaskFailed(String cause) {
            super(cause);
        }
    }
}
