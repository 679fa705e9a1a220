package dev.orderflow.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.cloudformation.Environment.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;

/** What stacks are told that no environment's file says. */
class DeployerTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/orderflow-staging-stacks";

    private final UnchangedStacks cloudFormation = new UnchangedStacks();

    @TempDir
    private Path folder;

    @Test
    void a_stack_is_told_whether_its_environment_is_protected() {
        StackPlan network = stack("network", "TerminationProtection");

        deploy(new Environment("guarded", true, Optional.empty(), Map.of(), List.of(network)));
        deploy(new Environment("free", false, Optional.empty(), Map.of(), List.of(network)));

        assertThat(cloudFormation.told("orderflow-guarded-network")).containsEntry("TerminationProtection", "true");
        assertThat(cloudFormation.told("orderflow-free-network")).containsEntry("TerminationProtection", "false");
    }

    @Test
    void tasks_run_on_processors_of_the_kind_that_their_images_were_built_for() {
        deploy(withImages(Map.of()), new ImagesFor("X86_64"));

        assertThat(cloudFormation.told("orderflow-staging-compute"))
                .containsEntry("CpuArchitecture", "X86_64")
                .containsEntry("ImageTag", "of-the-commit");
    }

    @Test
    void an_environment_that_wants_other_processors_is_refused_before_anything_is_built() {
        assertThatThrownBy(() -> deploy(withImages(Map.of("CpuArchitecture", "ARM64")), new ImagesFor("X86_64")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("wants tasks on ARM64, and images that are built here run on X86_64");
        assertThat(cloudFormation.asked("orderflow-staging-compute")).isNull();
    }

    @Test
    void images_that_are_in_the_registry_already_run_where_the_environment_says() {
        deploy(withImages(Map.of("ImageTag", "an-older-one", "CpuArchitecture", "ARM64")), new NoImages());

        assertThat(cloudFormation.told("orderflow-staging-compute"))
                .containsEntry("CpuArchitecture", "ARM64")
                .containsEntry("ImageTag", "an-older-one");
    }

    @Test
    void stacks_behind_the_role_of_cloudformation_are_changed_by_it_and_those_before_by_who_deploys() {
        deploy(withRole());

        assertThat(cloudFormation.asked("orderflow-staging-pipeline")).returns(null, CreateChangeSetRequest::roleARN);
        assertThat(cloudFormation.asked("orderflow-staging-data")).returns(ROLE, CreateChangeSetRequest::roleARN);
    }

    /** The role has no right to take back the state that a failed creation made. */
    @Test
    void a_stack_that_is_new_is_made_by_who_deploys() {
        cloudFormation.lacks("orderflow-staging-data");
        deploy(withRole());

        assertThat(cloudFormation.asked("orderflow-staging-data"))
                .returns(ChangeSetType.CREATE, CreateChangeSetRequest::changeSetType)
                .returns(null, CreateChangeSetRequest::roleARN);
    }

    private Environment withRole() {
        cloudFormation.says("orderflow-staging-pipeline", Map.of("StackRoleArn", ROLE));
        return new Environment(
                "staging",
                false,
                Optional.empty(),
                Map.of(),
                List.of(stack("pipeline", "Environment"), stack("data", "Environment")));
    }

    private Environment withImages(Map<String, String> parameters) {
        cloudFormation.says("orderflow-staging-registry", Map.of("RepositoryPrefix", "registry/orderflow"));
        return new Environment(
                "staging",
                false,
                Optional.empty(),
                parameters,
                List.of(stack("registry", "Environment"), stack("compute", "CpuArchitecture", "ImageTag")));
    }

    private record ImagesFor(String cpuArchitecture) implements Images {
        @Override
        public String tag() {
            return "of-the-commit";
        }

        @Override
        public void publish(String repositoryPrefix) {
            assertThat(repositoryPrefix).isEqualTo("registry/orderflow");
        }
    }

    private void deploy(Environment environment) {
        deploy(environment, new NoImages());
    }

    private void deploy(Environment environment, Images images) {
        try (AwsClients nobody = AwsClients.at(URI.create("http://127.0.0.1:9"), Region.EU_WEST_1)) {
            new Deployer(environment, new AwsClients(cloudFormation, nobody.s3()), images, _ -> {}).deploy(null, false);
        }
    }

    /** The fake takes one word of a template to be one parameter that it declares. */
    private StackPlan stack(String name, String... parameters) {
        try {
            Path template = Files.writeString(folder.resolve(name + ".yaml"), String.join(" ", parameters));
            return new StackPlan(name, template, Map.of(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
