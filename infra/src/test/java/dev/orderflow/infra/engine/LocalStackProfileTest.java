package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Maven passes over an exclusion that fits nothing, so a test that was renamed would come back unnoticed. */
class LocalStackProfileTest {

    private static final Path ROOT = ProjectFolders.find().root();
    private static final Pattern EXCLUSION = Pattern.compile("<exclude>\\*\\*/(\\w+)\\.java</exclude>");

    @Test
    void what_the_profile_leaves_out_by_name_is_there() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        List<String> leftOut = EXCLUSION
                .matcher(pom)
                .results()
                .map(exclusion -> exclusion.group(1))
                .toList();

        assertThat(leftOut).isNotEmpty();
        assertThat(integrationTests()).containsAll(leftOut);
    }

    private static Set<String> integrationTests() throws IOException {
        Set<String> names;
        try (Stream<Path> modules = Files.list(ROOT)) {
            names = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(LocalStackProfileTest::namesBelow)
                    .filter(name -> name.endsWith("IT") || name.endsWith("E2E"))
                    .collect(Collectors.toSet());
        }
        return names;
    }

    private static Stream<String> namesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
