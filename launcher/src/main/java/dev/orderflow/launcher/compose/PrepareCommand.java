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
import dev.orderflow.launcher.Surroundings;
import dev.orderflow.launcher.keep.SavedState;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @Option(
            names = "--before",
            split = ",",
            description = "Services that must not run where the engine is empty: they would write before it is loaded.")
    private List<String> services = List.of();

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        try (Engines engines = Surroundings.engines()) {
            prepare(new SavedState(engines, state), progress);
        }
        return 0;
    }

    private void prepare(SavedState saved, Progress progress) {
        if (!saved.isLoaded()) {
            requireNobody(RunningServices.among(services));
        }
        deploy(progress);
        verifySender();
        long began = System.nanoTime();
        SavedState.Size size = saved.load();
        if (size.items() > 0) {
            progress.done(
                    "brought back",
                    size.items() + " items, " + size.objects() + " objects",
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static void requireNobody(List<String> running) {
        if (!running.isEmpty()) {
            throw new SuiteException("LocalStack has forgotten everything while " + String.join(", ", running)
                    + " ran on it. Stop all of it, so that nobody writes before it is brought back:"
                    + " docker compose stop, and then docker compose up --wait");
        }
    }

    private static void deploy(Progress progress) {
        try (AwsClients aws = AwsClients.ofSurroundings()) {
            Environment local = Environment.read(ProjectFolders.find().root(), "local");
            new Deployer(local, aws, new NoImages(), Map.of("edge", new EdgeRendering()), progress::line)
                    .deploy(null, false);
        } catch (DeploymentException e) {
            throw new SuiteException(String.valueOf(e.getMessage()), e);
        }
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
