package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.launcher.compose.ComposeStack;
import dev.orderflow.launcher.demo.Demo;
import dev.orderflow.launcher.images.Images;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Starts everything, plays three stories, imports a month of real orders, and reports.")
final class DemoCommand implements Callable<Integer> {
    /** What shells report for Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Option(names = "--exit", description = "Stops by itself; 0 only if every check of the report holds.")
    private boolean exit;

    @Option(names = "--fresh", description = "Deletes yesterday's data first.")
    private boolean fresh;

    @Option(names = "--docker", description = "In containers, on LocalStack, through its API Gateway.")
    private boolean docker;

    @Option(names = "--as-built", description = "With --docker: takes the images as they are.")
    private boolean asBuilt;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Imports only the first N rows of the month: for a slow machine or engine.")
    private @Nullable Integer rows;

    /** A suite that is started, looked at and stopped, wherever it runs. */
    private interface Stage {
        void forget();

        void start();

        void stop();

        Place place();

        void whereToLook();
    }

    @Override
    public Integer call() throws InterruptedException {
        if (rows != null && rows < 1) {
            throw new SuiteException("--rows must be 1 or more: " + rows);
        }
        OptionalInt part = rows == null ? OptionalInt.empty() : OptionalInt.of(rows);
        Layout layout = Layout.ofCheckout();
        Progress progress = Progress.standard();
        Stage stage = docker ? new InContainers(layout, !asBuilt, progress) : new Embedded(layout, progress);
        if (fresh) {
            stage.forget();
        }
        // Ctrl-C and a closed terminal end up here too, so nothing is left running whatever happens.
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            progress.heading("Stopping services, then engines (the data stays)");
                            stage.stop();
                        },
                        "stop-suite"));
        boolean good;
        try {
            stage.start();
            good = new Demo(stage.place(), progress, InstantSource.system()).play(part);
        } catch (SuiteException | EngineException failed) {
            if (stopping.get()) {
                // Of course nobody answers any more; the hook says what is going on.
                return INTERRUPTED;
            }
            throw failed;
        }
        stage.whereToLook();
        if (exit) {
            progress.heading(good ? "Every check holds." : "Not every check holds: see above.");
        } else {
            progress.heading("The suite stays up: Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return good ? 0 : 1;
    }

    private record Embedded(Layout layout, Progress progress) implements Stage {
        @Override
        public void forget() {
            Suite.forget(layout);
        }

        @Override
        public void start() {
            new Suite(layout, progress).start();
        }

        @Override
        public void stop() {
            progress.line("  stopped " + Suite.stop(layout) + " processes");
        }

        @Override
        public Place place() {
            return Place.embedded(layout);
        }

        @Override
        public void whereToLook() {
            String edge = layout.url(Service.EDGE).toString();
            progress.heading("Where to look next");
            progress.line("  " + edge + "          the way in: links and first requests");
            progress.line("  " + edge + "/docs     every resource, to try out; a token: ./orderflow token operator");
            progress.line("  " + edge + "/inbox    the e-mails that were sent");
            progress.line("  ./orderflow status                the processes and their memory");
            progress.line("  ./orderflow logs order-service    what a service says");
            progress.line("  .orderflow/data                   everything that is kept");
        }
    }

    private record InContainers(ComposeStack stack, Images images, boolean build, Progress progress) implements Stage {
        private static final String TAG = "local";

        InContainers(Layout layout, boolean build, Progress progress) {
            this(
                    // Those that were built just now run, whichever tag .env names.
                    new ComposeStack(layout.folders().root(), build ? Map.of("ORDERFLOW_IMAGE_TAG", TAG) : Map.of()),
                    new Images(layout.folders().root(), progress),
                    build,
                    progress);
        }

        @Override
        public void forget() {
            stack.forget();
        }

        @Override
        public void start() {
            if (build) {
                images.buildAll(TAG);
            }
            progress.heading("Starting the containers (docker compose up --wait)");
            progress.line(
                    "  LocalStack is slower than the embedded engines: the whole month takes about 20 minutes on two"
                            + " cores, --rows 4000 some five");
            stack.up();
        }

        @Override
        public void stop() {
            stack.stop();
        }

        @Override
        public Place place() {
            return stack.place();
        }

        @Override
        public void whereToLook() {
            Place place = stack.place();
            progress.heading("Where to look next");
            progress.line("  " + place.api() + "    the API Gateway");
            progress.line("  " + place.issuer() + "/docs     every resource, to try out");
            progress.line("  " + place.issuer() + "/inbox    the e-mails that were sent");
            // Not ./orderflow token: it asks the embedded suite's edge, which may have another port.
            progress.line("  curl -d client=operator " + place.issuer() + "/local-issuer/token     a token");
            progress.line("  docker compose ps                      the containers");
            progress.line("  docker compose logs -f order-service   what a service says");
        }
    }
}
