package dev.orderflow.infra.cloudformation;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A template as CloudFormation takes it: small ones with the call, larger ones from a bucket.
 *
 * @param body null where it lies at {@code url}
 * @param url null where {@code body} has it
 */
record Template(@Nullable String body, @Nullable String url) {
    /** CloudFormation's own limit for what comes with a call. */
    private static final int LARGEST_BODY = 51_200;

    /** @param artifacts null where no bucket is known */
    static Template of(String stack, String text, @Nullable Artifacts artifacts) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size <= LARGEST_BODY) {
            return new Template(text, null);
        }
        if (artifacts == null) {
            throw new DeploymentException(
                    "Stack " + stack + ": its template has " + size + " bytes, and only " + LARGEST_BODY
                            + " travel without a bucket. Deploy the stack with the output ArtifactsBucketName (registry) first.");
        }
        URL url = artifacts.url(artifacts.put(stack + ".yaml", text.getBytes(StandardCharsets.UTF_8)));
        return new Template(null, url.toString());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new DeploymentException("Cannot read the template " + file + ": " + e, e);
        }
    }
}
