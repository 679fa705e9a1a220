package dev.orderflow.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path root;

    @Test
    void the_local_environment_begins_with_its_data() {
        assertThat(Environment.read(ProjectFolders.find().root(), "local").stacks())
                .extracting(Environment.StackPlan::name)
                .startsWith("data");
    }

    @Test
    void a_stack_is_told_text_and_lists_with_commas() throws IOException {
        write("""
                termination-protection: false
                stacks:
                  - name: data
                    parameters: { Shards: 2, Locked: true, Zones: [a, b] }
                    files: { Document: api.yaml }
                """);
        Environment.StackPlan data = Environment.read(root, "trial").stack("data");
        assertThat(data.parameters())
                .containsEntry("Shards", "2")
                .containsEntry("Locked", "true")
                .containsEntry("Zones", "a,b");
        assertThat(data.files()).containsEntry("Document", root.resolve("api.yaml"));
    }

    @Test
    void what_is_wrong_is_named_with_its_place() throws IOException {
        assertRefused("stacks: []", "termination-protection is missing");
        assertRefused("termination-protektion: true", "'termination-protektion' is not known");
        assertRefused("termination-protection: true", "stacks must be a list");
        assertRefused("termination-protection: true\nstacks: [{ name: dta }]", "stack dta has no template");
        assertRefused(
                "termination-protection: true\nstacks: [{ name: data }, { name: data }]", "stack data is there twice");
        assertRefused(
                "termination-protection: true\nstacks: [{ name: data, params: {} }]",
                "'params' of stack data is not known");
        assertRefused(
                "termination-protection: true\nstacks: [{ name: data, parameters: { A: { B: c } } }]",
                "parameters of stack data: A must be one value");
    }

    @Test
    void an_environment_that_does_not_exist_is_answered_with_those_that_do() throws IOException {
        write("termination-protection: false\nstacks: []");
        assertThatThrownBy(() -> Environment.read(root, "tryal"))
                .hasMessage("There is no environment 'tryal'. There are: trial");
    }

    private void assertRefused(String content, String reason) throws IOException {
        write(content);
        assertThatThrownBy(() -> Environment.read(root, "trial"))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("environments/trial.yaml: " + reason);
    }

    private void write(String content) throws IOException {
        Path folder = root.resolve("infra/cloudformation");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/template.yaml"), "Resources: {}");
        Files.createDirectories(folder.resolve("environments"));
        Files.writeString(folder.resolve("environments/trial.yaml"), content);
    }
}
