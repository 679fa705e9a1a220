package dev.orderflow.launcher.aws;

import dev.orderflow.infra.apigateway.EdgeRendering;
import dev.orderflow.infra.cloudformation.AwsClients;
import dev.orderflow.infra.cloudformation.Deployer;
import dev.orderflow.infra.cloudformation.DeploymentException;
import dev.orderflow.infra.cloudformation.Environment;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.SuiteException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

@Command(
        name = "aws",
        description = "The suite's CloudFormation stacks, on AWS or LocalStack.",
        subcommands = {AwsCommand.Deploy.class, AwsCommand.Outputs.class, AwsCommand.Remove.class},
        footer = {
            "",
            "Region, credentials and endpoint are found as by every AWS tool: AWS_REGION, AWS_PROFILE or AWS_ACCESS_KEY_ID,",
            "and AWS_ENDPOINT_URL for LocalStack. Environments: infra/cloudformation/environments."
        })
public final class AwsCommand {
    AwsCommand() {}

    /** Which environment; and what all three commands have in common. */
    static final class Target {
        @Parameters(paramLabel = "ENVIRONMENT", description = "such as local, staging or production")
        private String environment = "";

        int with(Consumer<Deployer> action) {
            Path root = ProjectFolders.find().root();
            try (AwsClients aws = AwsClients.ofSurroundings()) {
                action.accept(new Deployer(
                        Environment.read(root, environment),
                        aws,
                        new RegistryImages(root, ImageBuild.byCommand(root)),
                        Map.of("edge", new EdgeRendering()),
                        System.out::println));
                return 0;
            } catch (DeploymentException e) {
                throw new SuiteException(String.valueOf(e.getMessage()), e);
            } catch (SdkException e) {
                throw new SuiteException(
                        "AWS did not do it: " + e.getMessage()
                                + "\nLook at AWS_REGION, the credentials, and AWS_ENDPOINT_URL where it is LocalStack.",
                        e);
            }
        }
    }

    @Command(name = "deploy", description = "Creates or updates the stacks of an environment, in their order.")
    static final class Deploy implements Callable<Integer> {
        @Mixin
        private final Target target = new Target();

        @Option(names = "--stack", paramLabel = "STACK", description = "Only this one, such as data.")
        private @Nullable String stack;

        @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
        private boolean dryRun;

        @Override
        public Integer call() {
            return target.with(deployer -> deployer.deploy(stack, dryRun));
        }
    }

    @Command(name = "outputs", description = "Prints what the stacks of an environment say of themselves.")
    static final class Outputs implements Callable<Integer> {
        @Mixin
        private final Target target = new Target();

        @Override
        public Integer call() {
            return target.with(deployer -> deployer.outputs().forEach(Outputs::print));
        }

        private static void print(String stack, Map<String, String> outputs) {
            System.out.println(stack);
            outputs.forEach((name, value) -> System.out.printf("  %-34s %s%n", name, value));
        }
    }

    @Command(
            name = "remove",
            description =
                    "Removes the stacks of an environment, the last first; journals, archive and other state stay.")
    static final class Remove implements Callable<Integer> {
        @Mixin
        private final Target target = new Target();

        @Option(names = "--yes", description = "Without it nothing happens.")
        private boolean yes;

        @Override
        public Integer call() {
            if (!yes) {
                throw new SuiteException("This takes the suite of a whole environment down. Say --yes to mean it.");
            }
            return target.with(Deployer::remove);
        }
    }
}
