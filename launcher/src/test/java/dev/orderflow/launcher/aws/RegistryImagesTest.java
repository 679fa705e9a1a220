package dev.orderflow.launcher.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegistryImagesTest {
    private static final Pattern IMAGE = Pattern.compile("\\$\\{RepositoryPrefix}/([a-z-]+):\\$\\{ImageTag}");

    @Test
    void every_image_that_a_task_runs_is_published() throws IOException {
        String compute =
                Files.readString(ProjectFolders.find().root().resolve("infra/cloudformation/compute/template.yaml"));

        assertThat(IMAGE.matcher(compute).results().map((MatchResult found) -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(RegistryImages.NAMES);
    }

    @Test
    void the_engines_of_both_kinds_of_machine_build_what_a_task_may_run_on() throws IOException {
        String compute =
                Files.readString(ProjectFolders.find().root().resolve("infra/cloudformation/compute/template.yaml"));

        assertThat(compute).contains("AllowedValues: [ARM64, X86_64]");
        assertThat(RegistryImages.cpuArchitecture("arm64")).isEqualTo("ARM64");
        assertThat(RegistryImages.cpuArchitecture("amd64")).isEqualTo("X86_64");
        assertThatThrownBy(() -> RegistryImages.cpuArchitecture("riscv64")).hasMessageContaining("for riscv64");
    }
}
