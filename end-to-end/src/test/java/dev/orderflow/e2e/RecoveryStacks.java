package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An environment of its own in LocalStack, with the project's templates and the recovery's workflow. */
final class RecoveryStacks implements AutoCloseable {
    static final String ACCOUNT = "000000000000";

    /** Its containers; the services of the cluster are called as these. */
    static final List<String> SERVICES = List.of(
            "order-service", "inventory-service", "payment-service", "notification-service", "event-store-service");

    /** Asking an activity for work is answered after a minute where there is none. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(75);

    private static final Pattern TOKEN = Pattern.compile("--task-token '([^']+)'");

    /** A prefix is all that is switched; a container service is what an emulator lacks. */
    private static final String COMPUTE = """
            Parameters:
              Environment: {Type: String}
              TablePrefix: {Type: String}
              Tasks: {Type: String, Default: one}
            Resources:
              Prefix:
                Type: AWS::SSM::Parameter
                Properties:
                  Name: !Sub /orderflow/${Environment}/table-prefix
                  Type: String
                  Value: !Sub "${TablePrefix} ${Tasks}"
            Outputs:
              TablePrefix: {Value: !Ref TablePrefix}
              Tasks: {Value: !Ref Tasks}
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final SdkHttpClient http = ApacheHttpClient.builder()
            .socketTimeout(LONGEST_ANSWER)
            .maxConnections(100)
            .build();
    private final URI endpoint;
    private final String environment = "e2e" + UUID.randomUUID().toString().substring(0, 8);
    private final CloudFormationClient stacks;
    private final SfnClient workflows;
    private final S3Client s3;
    private final SnsClient sns;
    private final SqsClient sqs;

    RecoveryStacks() {
        RunningSuite.stopShared();
        endpoint = LocalStack.forTests().endpoint();
        stacks = client(CloudFormationClient.builder()).build();
        workflows = client(SfnClient.builder()).build();
        s3 = client(S3Client.builder().forcePathStyle(true)).build();
        sns = client(SnsClient.builder()).build();
        sqs = client(SqsClient.builder()).build();
        s3.createBucket(create -> create.bucket(artifacts()));
    }

    URI endpoint() {
        return endpoint;
    }

    String environment() {
        return environment;
    }

    S3Client s3() {
        return s3;
    }

    CloudFormationClient stacks() {
        return stacks;
    }

    SfnClient workflows() {
        return workflows;
    }

    DynamoDbClient dynamo() {
        return client(DynamoDbClient.builder()).build();
    }

    SesClient ses() {
        return client(SesClient.builder()).build();
    }

    String restoredPrefix(String name) {
        return environment + "-restored-" + name + "-";
    }

    /** @return its outputs */
    Map<String, String> createData(Map<String, String> parameters) {
        return create("data", template("data"), parameters);
    }

    /** In the place of the services, which an emulator cannot run. */
    void createCompute(String tablePrefix) {
        create("compute", COMPUTE, Map.of("TablePrefix", tablePrefix, "Tasks", "three"));
    }

    /** As a creation leaves it that failed and was rolled back. */
    void createBrokenCompute() {
        String broken = COMPUTE.replace("/orderflow/", "not a parameter's name");
        createAndWait("compute", broken, Map.of("TablePrefix", environment + "-"));
    }

    void deleteCompute() {
        // An emulator brings a stack back that was deleted while it changed.
        awaitEnd("compute");
        stacks.deleteStack(delete -> delete.stackName("orderflow-" + environment + "-compute"));
        while (exists("compute")) {
            Pause.of(Duration.ofMillis(200));
        }
    }

    /** As an operator would by hand. */
    void switchComputeTo(String tablePrefix) {
        stacks.updateStack(update -> update.stackName("orderflow-" + environment + "-compute")
                .templateBody(COMPUTE)
                .parameters(
                        Parameter.builder()
                                .parameterKey("TablePrefix")
                                .parameterValue(tablePrefix)
                                .build(),
                        previous("Environment"),
                        previous("Tasks")));
        awaitEnd("compute");
    }

    private static Parameter previous(String key) {
        return Parameter.builder().parameterKey(key).usePreviousValue(true).build();
    }

    Map<String, String> compute() {
        return outputs(stack("compute"));
    }

    boolean exists(String stack) {
        return stacks.listStacks().stackSummaries().stream()
                .anyMatch(found -> found.stackName().equals("orderflow-" + environment + "-" + stack)
                        && found.stackStatus() != StackStatus.DELETE_COMPLETE);
    }

    /** @param tables the template that makes tables where it is told to make nothing else */
    void createRecovery(AwsActivities activities, String tables, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(Map.of(
                "ArtifactsBucketName",
                artifacts(),
                "DataTemplateKey",
                upload("tables.yaml", tables),
                "PrivateSubnetIds",
                "subnet-a,subnet-b",
                "ClusterName",
                "orderflow",
                "ClusterArn",
                "arn:aws:ecs:eu-west-1:" + ACCOUNT + ":cluster/orderflow",
                "TaskSecurityGroupId",
                "sg-1",
                "PollSeconds",
                "1",
                "DescribeServicesResource",
                activities.describeServices(),
                "UpdateServiceResource",
                activities.updateService(),
                "RunTaskResource",
                activities.runTask()));
        all.put("UpdateStackResource", activities.updateStack());
        all.put("OperationsKeyArn", "arn:aws:kms:eu-west-1:" + ACCOUNT + ":key/operations");
        all.put("ExecutionRoleArn", role("ExecutionRole"));
        for (String service : List.of("Order", "Inventory", "Payment", "Notification")) {
            all.put(service + "ServiceName", service.toLowerCase(Locale.ROOT) + "-service");
            all.put(service + "TaskRoleArn", role(service));
        }
        all.put("EventStoreServiceName", "event-store-service");
        all.put("EventStoreTaskRoleArn", role("EventStore"));
        all.putAll(parameters);
        create("recovery", template("recovery"), all);
    }

    /** How many resources of each type are in a stack, by the type's name. */
    Map<String, Long> resources(String stack) {
        return stacks
                .describeStackResources(describe -> describe.stackName("orderflow-" + environment + "-" + stack))
                .stackResources()
                .stream()
                .collect(Collectors.groupingBy(StackResource::resourceType, Collectors.counting()));
    }

    static String template(String stack) {
        try {
            return Files.readString(
                    ProjectFolders.find().root().resolve("infra/cloudformation/" + stack + "/template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the execution's ARN */
    String start(Map<String, Object> input) {
        Map<String, Object> whole = new HashMap<>(Map.of("environment", environment, "reason", "a \"drill\""));
        whole.putAll(input);
        String workflow = outputs(stack("recovery")).get("RecoveryWorkflowArn");
        return workflows
                .startExecution(start -> start.stateMachineArn(workflow).input(JSON.writeValueAsString(whole)))
                .executionArn();
    }

    DescribeExecutionResponse ended(String execution, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            DescribeExecutionResponse now = workflows.describeExecution(describe -> describe.executionArn(execution));
            if (now.status() != ExecutionStatus.RUNNING) {
                return now;
            }
            assertThat(System.nanoTime())
                    .as("the workflow ends within %s; it is in %s", within, lastStates(execution))
                    .isLessThan(deadline);
            Pause.of(Duration.ofMillis(200));
        }
    }

    JsonNode output(DescribeExecutionResponse execution) {
        assertThat(execution.status())
                .as("%s: %s", execution.error(), execution.cause())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
        return JSON.readTree(execution.output());
    }

    /** Ends what a test left under way. */
    void stopAll() {
        String workflow = outputs(stack("recovery")).get("RecoveryWorkflowArn");
        workflows
                .listExecutions(list -> list.stateMachineArn(workflow).statusFilter(ExecutionStatus.RUNNING))
                .executions()
                .forEach(execution -> workflows.stopExecution(stop -> stop.executionArn(execution.executionArn())));
    }

    void forgetQuestions(String queue) {
        sqs.purgeQueue(purge -> purge.queueUrl(queue));
    }

    /** A queue that gets what an approver would get by e-mail. */
    String approvals() {
        String queue = sqs.createQueue(create -> create.queueName(environment + "-approvals"))
                .queueUrl();
        String topic = outputs(stack("recovery")).get("ApprovalTopicArn");
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:eu-west-1:" + ACCOUNT + ":" + environment + "-approvals")
                .attributes(Map.of("RawMessageDelivery", "true")));
        return queue;
    }

    /** @return the token that answers */
    String askedForApproval(String queue, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            for (Message message : sqs.receiveMessage(
                            receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                    .messages()) {
                sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
                Matcher token = TOKEN.matcher(message.body());
                assertThat(token.find()).as(message.body()).isTrue();
                return token.group(1);
            }
        }
        throw new AssertionError("Nobody was asked within " + within);
    }

    @Override
    public void close() {
        http.close();
    }

    private Map<String, String> create(String name, String template, Map<String, String> parameters) {
        createAndWait(name, template, parameters);
        assertThat(stack(name).stackStatus())
                .as("%s, see %s", name, stack(name).stackStatusReason())
                .isEqualTo(StackStatus.CREATE_COMPLETE);
        return outputs(stack(name));
    }

    private void createAndWait(String name, String template, Map<String, String> parameters) {
        String key = upload(name + ".yaml", template);
        List<Parameter> all = parameters.entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .collect(Collectors.toList());
        all.add(Parameter.builder()
                .parameterKey("Environment")
                .parameterValue(environment)
                .build());
        stacks.createStack(create -> create.stackName("orderflow-" + environment + "-" + name)
                .templateURL("https://" + artifacts() + ".s3.eu-west-1.amazonaws.com/" + key)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(all));
        awaitEnd(name);
    }

    private void awaitEnd(String name) {
        while (stack(name).stackStatusAsString().endsWith("_IN_PROGRESS")) {
            Pause.of(Duration.ofMillis(200));
        }
    }

    private String upload(String key, String content) {
        s3.putObject(put -> put.bucket(artifacts()).key(key), RequestBody.fromString(content));
        return key;
    }

    private static String role(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    private String artifacts() {
        return environment + "-artifacts";
    }

    private Stack stack(String name) {
        return stacks.describeStacks(describe -> describe.stackName("orderflow-" + environment + "-" + name))
                .stacks()
                .getFirst();
    }

    private static Map<String, String> outputs(Stack stack) {
        return stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private List<String> lastStates(String execution) {
        return workflows
                .getExecutionHistory(
                        get -> get.executionArn(execution).reverseOrder(true).maxResults(3))
                .events()
                .stream()
                .map(event -> event.typeAsString() + " "
                        + (event.stateEnteredEventDetails() == null
                                ? ""
                                : event.stateEnteredEventDetails().name()))
                .toList();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(endpoint)
                .httpClient(http)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }
}
