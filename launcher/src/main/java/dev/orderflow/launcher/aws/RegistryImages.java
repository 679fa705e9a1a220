package dev.orderflow.launcher.aws;

import dev.orderflow.infra.cloudformation.DeploymentException;
import dev.orderflow.infra.cloudformation.Images;
import dev.orderflow.launcher.Programs;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts the services' images into the account's registry. Their tag is the commit that they are built from and the kind of
 * machine: so a deployment can be repeated, and taken back, by checking that commit out. What is there already is not built
 * again: no tag of the registry can be given to another image.
 */
final class RegistryImages implements Images {
    /** The simulator runs where an environment names no payment gateway. */
    static final List<String> NAMES = List.of(
            "order-service",
            "inventory-service",
            "payment-service",
            "payment-gateway-simulator",
            "notification-service",
            "event-store-service");

    private final Programs programs;
    private final ImageBuild build;

    RegistryImages(Path root, ImageBuild build) {
        this.programs = new Programs(root);
        this.build = build;
    }

    @Override
    public String tag() {
        if (!programs.ask("git", "status", "--porcelain").isEmpty()) {
            throw new DeploymentException(
                    "The checkout has changes that are not committed, so its images would belong to"
                            + " no commit. Commit them; or name an ImageTag that is in the registry, in the environment's file.");
        }
        return programs.ask("git", "rev-parse", "--short=12", "HEAD") + "-" + engineArchitecture();
    }

    @Override
    public String cpuArchitecture() {
        return cpuArchitecture(engineArchitecture());
    }

    private String engineArchitecture() {
        return programs.ask("docker", "version", "--format", "{{.Server.Arch}}");
    }

    /** @param ofEngine as container engines name it */
    static String cpuArchitecture(String ofEngine) {
        return switch (ofEngine) {
            case "arm64" -> "ARM64";
            case "amd64" -> "X86_64";
            default ->
                throw new DeploymentException("The container engine builds images for " + ofEngine
                        + ", and Fargate runs those for arm64 and amd64 alone.");
        };
    }

    @Override
    public void publish(String repositoryPrefix) {
        String tag = tag();
        String registry = repositoryPrefix.substring(0, repositoryPrefix.indexOf('/'));
        String folder = repositoryPrefix.substring(registry.length() + 1);
        List<String> missing = NAMES.stream()
                .filter(name -> !isThere(folder + "/" + name, tag))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        build.buildAll(tag);
        // The registry's user is always AWS; the password is good for twelve hours.
        String password = programs.ask("aws", "ecr", "get-login-password");
        programs.tell(password, "docker", "login", "--username", "AWS", "--password-stdin", registry);
        for (String name : missing) {
            String image = repositoryPrefix + "/" + name + ":" + tag;
            programs.run("docker", "tag", "orderflow/" + name + ":" + tag, image);
            programs.run("docker", "push", image);
        }
    }

    private boolean isThere(String repository, String tag) {
        return programs.ask(
                        "aws",
                        "ecr",
                        "batch-get-image",
                        "--repository-name",
                        repository,
                        "--image-ids",
                        "imageTag=" + tag,
                        "--query",
                        "length(images)",
                        "--output",
                        "text")
                .equals("1");
    }
}
