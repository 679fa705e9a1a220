package dev.orderflow.launcher.compose;

import dev.orderflow.launcher.Place;
import dev.orderflow.launcher.Programs;
import dev.orderflow.launcher.record.Engines;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite of {@code docker-compose.yml}: started, stopped and looked at by the same commands that a user would give. */
public final class ComposeStack {
    /** As the edge stack names its API and stage in LocalStack. */
    private static final String API_PATH = "/_aws/execute-api/orderflow/local";

    private static final Pattern USED = Pattern.compile("([0-9.]+)([KMG]?)i?B");

    private final Path root;
    private final Programs programs;

    /** @param settings for Compose, over those of the environment and of {@code .env} */
    public ComposeStack(Path root, Map<String, String> settings) {
        this.root = root;
        this.programs = new Programs(root, settings);
    }

    /** Images that were built are taken as they are. */
    public void up() {
        programs.run("docker", "compose", "up", "--detach", "--wait");
    }

    /** Containers stop in order and stay, and so does what they keep. */
    public void stop() {
        programs.run("docker", "compose", "stop");
    }

    /** Everything is gone, the data too. */
    public void forget() {
        programs.run("docker", "compose", "--profile", "*", "down", "--volumes", "--remove-orphans");
    }

    /** Compose itself says where its ports are: it also knows what stands in {@code .env}. */
    public Place place() {
        URI localStack = published("localstack", 4566);
        return new Place(
                root,
                URI.create(localStack + API_PATH),
                published("edge", 8080),
                published("payment-gateway", 8080),
                () -> Engines.at(localStack, localStack),
                this::residentKilobytes);
    }

    private URI published(String container, int port) {
        return URI.create("http://" + programs.ask("docker", "compose", "port", container, String.valueOf(port)));
    }

    private long residentKilobytes() {
        String ids = programs.ask("docker", "compose", "ps", "--quiet");
        if (ids.isEmpty()) {
            return 0;
        }
        List<String> stats = new ArrayList<>(List.of("docker", "stats", "--no-stream", "--format", "{{.MemUsage}}"));
        stats.addAll(ids.lines().toList());
        return programs.ask(stats.toArray(String[]::new))
                .lines()
                .mapToLong(ComposeStack::usedKilobytes)
                .sum();
    }

    /** @param usage as Docker prints it: {@code 123.4MiB / 448MiB} */
    static long usedKilobytes(String usage) {
        Matcher used = USED.matcher(usage);
        if (!used.lookingAt()) {
            return 0;
        }
        double kilobytes = switch (used.group(2)) {
            case "G" -> 1024.0 * 1024.0;
            case "M" -> 1024.0;
            case "K" -> 1.0;
            default -> 1.0 / 1024.0;
        };
        return Math.round(Double.parseDouble(used.group(1)) * kilobytes);
    }
}
