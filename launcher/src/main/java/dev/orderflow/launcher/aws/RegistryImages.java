package dev.orderflow.launcher.aws;

import dev.orderflow.infra.cloudformation.DeploymentException;
import dev.orderflow.infra.cloudformation.Images;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts the services' images into the account's registry. Their tag is the commit that they are built from: so a deployment
 * can be repeated, and taken back, by checking that commit out.
 */
final class RegistryImages implements Images {
    private static final List<String> MODULES = List.of(
            "order-service", "inventory-service", "payment-service", "notification-service", "event-store-service");

    private final Tool tools;
    private final ImageBuild build;

    RegistryImages(Path root, ImageBuild build) {
        this.tools = Tool.in(root);
        this.build = build;
    }

    @Override
    public String tag() {
        if (!tools.ask("git", "status", "--porcelain").isEmpty()) {
            throw new DeploymentException(
                    "The checkout has changes that are not committed, so its images would belong to"
                            + " no commit. Commit them; or name an ImageTag that is in the registry, in the environment's file.");
        }
        return tools.ask("git", "rev-parse", "--short=12", "HEAD");
    }

    @Override
    public void publish(String repositoryPrefix) {
        String tag = tag();
        String registry = repositoryPrefix.substring(0, repositoryPrefix.indexOf('/'));
        build.buildAll(tag);
        // The registry's user is always AWS; the password is good for twelve hours.
        String password = tools.ask("aws", "ecr", "get-login-password");
        tools.tell(password, "docker", "login", "--username", "AWS", "--password-stdin", registry);
        for (String module : MODULES) {
            String image = repositoryPrefix + "/" + module + ":" + tag;
            tools.run("docker", "tag", "orderflow/" + module + ":" + tag, image);
            tools.run("docker", "push", image);
        }
    }
}
