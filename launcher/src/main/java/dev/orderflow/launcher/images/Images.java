package dev.orderflow.launcher.images;

import dev.orderflow.launcher.Programs;
import dev.orderflow.launcher.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Builds all images from the jars that Maven has built: what {@code docker compose build} makes, without building the jars
 * a second time. Layers that did not change are taken from the last build.
 */
public final class Images {
    private static final String PREBUILT = "infra/docker/prebuilt.yml";

    private final Path root;
    private final Progress progress;

    public Images(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
    }

    /** @param tag of every image, {@code orderflow/<module>:<tag>} */
    public void buildAll(String tag) {
        progress.heading("Building the images orderflow/…:" + tag);
        long began = System.nanoTime();
        new Programs(root, Map.of("ORDERFLOW_IMAGE_TAG", tag))
                .run("docker", "compose", "--file", "docker-compose.yml", "--file", PREBUILT, "build", "--quiet");
        progress.done("images", "orderflow/…:" + tag, Duration.ofNanos(System.nanoTime() - began));
    }
}
