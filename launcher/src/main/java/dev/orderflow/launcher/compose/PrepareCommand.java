package dev.orderflow.launcher.compose;

import dev.orderflow.infra.apigateway.EdgeRendering;
import dev.orderflow.infra.cloudformation.AwsClients;
import dev.orderflow.infra.cloudformation.Deployer;
import dev.orderflow.infra.cloudformation.DeploymentException;
import dev.orderflow.infra.cloudformation.Environment;
import dev.orderflow.infra.cloudformation.Images;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.keep.SavedState;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ses.SesClient;

@Command(name = "prepare", description = "Deploys the local stacks, and brings back what an earlier run saved.")
final class PrepareCommand implements Callable<Integer> {
    /** As the notification service has it where nothing else is set, and nothing else is set here. */
    private static final String SENDER = "orders@orderflow.example";

    @Option(names = "--state", required = true, description = "The folder that it was saved in.")
    private Path state = Path.of("");

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        try (AwsClients aws = AwsClients.ofSurroundings()) {
            Environment local = Environment.read(ProjectFolders.find().root(), "local");
            new Deployer(local, aws, new NoImages(), Map.of("edge", new EdgeRendering()), progress::line)
                    .deploy(null, false);
        } catch (DeploymentException e) {
            throw new SuiteException(String.valueOf(e.getMessage()), e);
        }
        verifySender();
        long began = System.nanoTime();
        try (Engines engines = Surroundings.engines()) {
            SavedState.Size size = new SavedState(engines, state).load();
            if (size.items() > 0) {
                progress.done(
                        "brought back",
                        size.items() + " items, " + size.objects() + " objects",
                        Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return 0;
    }

    /** On AWS whoever owns the address does it (docs/aws.md); no letter is sent from one that is not verified. */
    private static void verifySender() {
        try (SesClient ses =
                SesClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            ses.verifyEmailIdentity(verify -> verify.emailAddress(SENDER));
        }
    }

    /** The services are containers of the same compose file; no stack starts them. */
    private static final class NoImages implements Images {
        @Override
        public String tag() {
            throw new DeploymentException("A stack of the environment local needs images, and here it can have none");
        }

        @Override
        public String cpuArchitecture() {
            return tag();
        }

        @Override
        public void publish(String repositoryPrefix) {
            tag();
        }
    }
}
