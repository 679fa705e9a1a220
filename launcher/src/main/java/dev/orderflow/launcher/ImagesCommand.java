package dev.orderflow.launcher;

import dev.orderflow.launcher.images.Images;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "images", description = "Builds all container images from the jars that are built.")
final class ImagesCommand implements Callable<Integer> {
    @Option(names = "--tag", defaultValue = "local", description = "Of every image: orderflow/<module>:<tag>.")
    private String tag = "local";

    @Override
    public Integer call() {
        new Images(Layout.ofCheckout().folders().root(), Progress.standard()).buildAll(tag);
        return 0;
    }
}
