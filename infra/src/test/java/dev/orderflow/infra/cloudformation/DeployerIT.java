package dev.orderflow.infra.cloudformation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.cloudformation.Environment.StackPlan;
import dev.orderflow.infra.engine.LocalEngines;
import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** LocalStack is told to refuse types that it does not know: a stack that it creates has no misspelt one. */
@Tag(LocalStack.TAG)
class DeployerIT {
    private static final AwsClients AWS =
            AwsClients.at(LocalStack.forTests().endpoint(), Region.of(LocalEngines.REGION));

    /** Nothing is ever removed from the shared LocalStack, so each run has names of its own. */
    private final String name = "it" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);

    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        AWS.close();
    }

    @Test
    void the_data_stack_is_planned_created_changed_and_removed_and_its_state_stays() {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "TablePrefix", name + "-",
                "StreamName", name + "-events",
                "StreamMode", "PROVISIONED",
                "StreamShards", "1",
                "BucketPrefix", name + "-",
                "BackOfficeName", name + "-back-office",
                "ArchiveLockMode", "GOVERNANCE",
                "ArchiveLockDays", "1",
                "DeletionProtection", "false",
                "ContributorInsights", "false"));
        Path template = ProjectFolders.find().root().resolve("infra/cloudformation/data/template.yaml");
        Environment environment = environment(new StackPlan("data", template, parameters, Map.of()));

        deployer(environment).deploy(null, true);
        assertThat(said).anyMatch(line -> line.matches("  would change \\d+ resources; nothing was changed"));
        assertThat(deployer(environment).outputs()).isEmpty();

        deployer(environment).deploy(null, false);
        String stack = "orderflow-" + name + "-data";
        assertThat(deployer(environment).outputs().get(stack))
                .containsEntry("StreamName", name + "-events")
                .containsEntry("ArchiveBucketName", name + "-archive")
                .containsKeys("DataKeyArn", "BackOfficeTopicArn", "BackOfficeQueueArn");
        List<StackResourceSummary> resources = AWS
                .cloudFormation()
                .listStackResourcesPaginator(list -> list.stackName(stack))
                .stackResourceSummaries()
                .stream()
                .toList();
        assertThat(resources)
                .extracting(StackResourceSummary::resourceStatus)
                .containsOnly(ResourceStatus.CREATE_COMPLETE);
        assertThat(resources.stream().collect(groupingBy(StackResourceSummary::resourceType, counting())))
                .as("what docs/cloudformation.md says is created")
                .isEqualTo(Proof.created("data"));
        AWS.s3()
                .putObject(
                        put -> put.bucket(name + "-archive").key("an/object").ifNoneMatch("*"),
                        RequestBody.fromString("for ever"));
        assertThat(AWS.s3()
                        .getObjectRetention(get -> get.bucket(name + "-archive").key("an/object"))
                        .retention()
                        .mode())
                .isEqualTo(ObjectLockRetentionMode.GOVERNANCE);

        said.clear();
        deployer(environment).deploy("data", false);
        assertThat(said).contains("  nothing to change");

        said.clear();
        parameters.put("StreamMode", "ON_DEMAND");
        Environment changed = environment(new StackPlan("data", template, Map.copyOf(parameters), Map.of()));
        deployer(changed).deploy(null, false);
        assertThat(said).anyMatch(line -> line.matches("  modify +Stream +AWS::Kinesis::Stream.*"));

        said.clear();
        deployer(changed).remove();
        assertThat(said).contains("  kept    AWS::S3::Bucket " + name + "-archive");
        assertThat(deployer(changed).outputs()).isEmpty();
        assertThat(AWS.s3()
                        .getObjectAsBytes(get -> get.bucket(name + "-archive").key("an/object"))
                        .asUtf8String())
                .isEqualTo("for ever");
    }

    @Test
    void a_stack_that_fails_is_named_with_resource_and_reason_and_can_be_deployed_once_it_is_mended() {
        Deployer failing = deployer(environment(stack("letters", """
                Resources:
                  Letters:
                    Type: AWS::SQS::Queue
                    Properties: { QueueName: "no name for a queue!" }
                """)));
        assertThatThrownBy(() -> failing.deploy(null, false))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("orderflow-" + name + "-letters")
                .hasMessageContaining("Letters (AWS::SQS::Queue): ");

        deployer(environment(stack("letters", """
                Resources:
                  Letters:
                    Type: AWS::SQS::Queue
                    Properties: { QueueName: %s-letters }
                Outputs:
                  LettersName: { Value: !GetAtt Letters.QueueName }
                """.formatted(name)))).deploy(null, false);
        assertThat(said).anyMatch(line -> line.contains("its first deployment failed"));
    }

    @Test
    void a_type_that_does_not_exist_is_refused() {
        Deployer deployer = deployer(environment(stack("misspelt", """
                Resources:
                  Letters: { Type: AWS::SQS::Queueue }
                """)));
        assertThatThrownBy(() -> deployer.deploy(null, false))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("AWS::SQS::Queueue");
    }

    @Test
    void what_one_stack_says_the_next_is_told() {
        Environment environment = environment(stack("first", """
                Resources:
                  Letters: { Type: AWS::SQS::Queue, Properties: { QueueName: %s-first } }
                Outputs:
                  FirstName: { Value: !GetAtt Letters.QueueName }
                """.formatted(name)), stack("second", """
                Parameters:
                  FirstName: { Type: String }
                  Environment: { Type: String }
                Resources:
                  Letters: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "${FirstName}-and-second" } }
                Outputs:
                  Both: { Value: !Sub "${Environment}: ${Letters.QueueName}" }
                """));
        deployer(environment).deploy(null, false);
        assertThat(deployer(environment).outputs().get("orderflow-" + name + "-second"))
                .containsEntry("Both", name + ": " + name + "-first-and-second");

        said.clear();
        deployer(environment).remove();
        assertThat(said)
                .containsExactly(
                        "orderflow-" + name + "-second", "  removed", "orderflow-" + name + "-first", "  removed");
    }

    @Test
    void a_protected_stack_is_not_removed_and_neither_is_any_other() {
        StackPlan queue = stack("queue", """
                Resources:
                  Letters: { Type: AWS::SQS::Queue, Properties: { QueueName: %s-protected } }
                """.formatted(name));
        Environment guarded = new Environment(name, true, Optional.empty(), Map.of(), List.of(queue));
        deployer(guarded).deploy(null, false);
        assertThatThrownBy(() -> deployer(guarded).remove())
                .hasMessageContaining("Protected from removal: orderflow-" + name + "-queue");

        Environment free = environment(queue);
        deployer(free).deploy(null, false);
        deployer(free).remove();
        assertThat(deployer(free).outputs()).isEmpty();
    }

    @Test
    void a_parameter_that_nobody_gives_or_declares_is_named() {
        String template = """
                Parameters:
                  Wanted: { Type: String }
                Resources:
                  Letters: { Type: AWS::SQS::Queue }
                """;
        assertThatThrownBy(
                        () -> deployer(environment(stack("lacking", template))).deploy(null, false))
                .hasMessageContaining("Stack lacking needs the parameter Wanted");
        StackPlan plan = stack("lacking", template);
        StackPlan misspelt =
                new StackPlan(plan.name(), plan.template(), Map.of("Wanted", "yes", "Wantde", "yes"), Map.of());
        assertThatThrownBy(() -> deployer(environment(misspelt)).deploy(null, false))
                .hasMessageContaining("Stack lacking has no parameter Wantde");
    }

    private Deployer deployer(Environment environment) {
        return new Deployer(environment, AWS, new NoImages(), said::add);
    }

    private Environment environment(StackPlan... stacks) {
        return new Environment(name, false, Optional.of(name + "-artifacts"), Map.of(), List.of(stacks));
    }

    private StackPlan stack(String stack, String template) {
        try {
            return new StackPlan(
                    stack, Files.writeString(folder.resolve(stack + ".yaml"), template), Map.of(), Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
