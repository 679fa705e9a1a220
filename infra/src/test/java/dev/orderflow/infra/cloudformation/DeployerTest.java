package dev.orderflow.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What stacks are told that no environment's file says. */
class DeployerTest {
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

    private void deploy(Environment environment) {
        try (AwsClients nobody = AwsClients.at(URI.create("http://127.0.0.1:9"), Region.EU_WEST_1)) {
            new Deployer(environment, new AwsClients(cloudFormation, nobody.s3()), new NoImages(), _ -> {})
                    .deploy(null, false);
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
