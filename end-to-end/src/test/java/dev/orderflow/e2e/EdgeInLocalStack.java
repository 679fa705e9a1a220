package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.apigateway.EdgeStack;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.s3.S3Client;

/** The project's own edge stack in LocalStack, in front of a suite on this machine. */
final class EdgeInLocalStack {
    private static final Region REGION = Region.EU_WEST_1;
    private static final String ACCOUNT = "000000000000";
    private static final Duration WITHIN = Duration.ofMinutes(3);

    private final URI endpoint;
    private final String apiId;
    private final CloudFormationClient cloudFormation;
    private final S3Client s3;
    private final Map<String, String> parameters = new HashMap<>();

    /**
     * @param endpoint of LocalStack
     * @param host by which LocalStack reaches this machine
     * @param apiId by which the API is called; the stack is named by it, too
     */
    EdgeInLocalStack(URI endpoint, String host, String apiId, Layout suite) {
        this.endpoint = endpoint;
        this.apiId = apiId;
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        this.cloudFormation = CloudFormationClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        this.s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
        parameters.putAll(Map.of(
                "Environment", apiId,
                "ArtifactsBucketName", "artifacts-" + apiId,
                "StageName", "local",
                "ApiCustomId", apiId,
                "AllowedOrigins", "",
                "RequestValidation", "false",
                "ApiKeyRequired", "false",
                "JwtIssuer", "",
                "AuthorizerCacheSeconds", "60"));
        Map.of(
                        "OrderServiceAddress", Service.ORDER,
                        "InventoryServiceAddress", Service.INVENTORY,
                        "PaymentServiceAddress", Service.PAYMENT,
                        "NotificationServiceAddress", Service.NOTIFICATION,
                        "EventStoreServiceAddress", Service.EVENT_STORE)
                .forEach((parameter, service) -> parameters.put(parameter, host + ":" + suite.port(service)));
        s3.createBucket(create -> create.bucket("artifacts-" + apiId));
    }

    /** Where clients call; the name of the API's own host is known to nobody's DNS. */
    URI url() {
        return endpoint.resolve("/_aws/execute-api/" + apiId + "/local");
    }

    void set(String parameter, String value) {
        parameters.put(parameter, value);
    }

    /** Creates or changes the stack, by a change set as the deployer does. */
    void deploy() {
        EdgeStack edge = EdgeStack.of(template(), parameters, REGION.id(), ACCOUNT);
        parameters.put("ApiDocumentKey", edge.documentName());
        s3.putObject(
                put -> put.bucket(parameters.get("ArtifactsBucketName")).key(edge.documentName()),
                RequestBody.fromString(edge.document()));
        boolean exists = !stacks().isEmpty();
        String changeSet = cloudFormation
                .createChangeSet(request -> request.stackName(stackName())
                        .changeSetName("change-" + System.nanoTime())
                        .changeSetType(exists ? ChangeSetType.UPDATE : ChangeSetType.CREATE)
                        .templateBody(edge.template())
                        .capabilities(Capability.CAPABILITY_NAMED_IAM)
                        .parameters(parameters.entrySet().stream()
                                .map(parameter -> Parameter.builder()
                                        .parameterKey(parameter.getKey())
                                        .parameterValue(parameter.getValue())
                                        .build())
                                .toList()))
                .id();
        awaitPlan(changeSet);
        cloudFormation.executeChangeSet(request -> request.changeSetName(changeSet));
        awaitEnd();
    }

    private static String template() {
        try {
            return Files.readString(ProjectFolders.find().root().resolve("infra/cloudformation/edge/template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many resources of each type are in the stack, by the type's name. */
    Map<String, Long> resources() {
        return cloudFormation
                .describeStackResources(request -> request.stackName(stackName()))
                .stackResources()
                .stream()
                .collect(Collectors.groupingBy(StackResource::resourceType, Collectors.counting()));
    }

    private String stackName() {
        return "orderflow-" + apiId + "-edge";
    }

    private List<Stack> stacks() {
        try {
            return cloudFormation
                    .describeStacks(request -> request.stackName(stackName()))
                    .stacks();
        } catch (CloudFormationException absent) {
            return List.of();
        }
    }

    private void awaitPlan(String changeSet) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        DescribeChangeSetResponse plan;
        do {
            Pause.of(Duration.ofMillis(200));
            plan = cloudFormation.describeChangeSet(request -> request.changeSetName(changeSet));
            assertThat(plan.status()).as("%s", plan.statusReason()).isNotEqualTo(ChangeSetStatus.FAILED);
            assertThat(System.nanoTime()).as("a plan within %s", WITHIN).isLessThan(deadline);
        } while (plan.status() != ChangeSetStatus.CREATE_COMPLETE);
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        String status;
        do {
            Pause.of(Duration.ofMillis(200));
            status = stacks().getFirst().stackStatusAsString();
            assertThat(System.nanoTime())
                    .as("the end of %s within %s", status, WITHIN)
                    .isLessThan(deadline);
        } while (status.endsWith("IN_PROGRESS"));
        assertThat(status)
                .as(
                        "%s",
                        cloudFormation
                                .describeStackEvents(request -> request.stackName(stackName()))
                                .stackEvents())
                .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE");
    }
}
