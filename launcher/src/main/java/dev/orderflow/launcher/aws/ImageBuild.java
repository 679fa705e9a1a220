package dev.orderflow.launcher.aws;

import dev.orderflow.launcher.Programs;
import java.nio.file.Path;

/** Builds the services' images into the local container engine. */
@FunctionalInterface
interface ImageBuild {
    /** The image {@code orderflow/<module>:<tag>} of every service is in the engine when this returns. */
    void buildAll(String tag);

    /** As {@code ./orderflow images} does: in a process of its own, since it may have to build the jars first. */
    static ImageBuild byCommand(Path root) {
        return tag -> new Programs(root).run(root.resolve("orderflow").toString(), "images", "--tag", tag);
    }
}
