package dev.orderflow.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the one recipe of all images promises. */
class DockerfileTest {
    /** Those that images are made of; the other stages only help. */
    static final List<String> TARGETS = List.of("service", "payment-gateway-simulator", "launcher");

    /** The lines of each stage, without its {@code FROM}. */
    private final Map<String, List<String>> stages = new LinkedHashMap<>();

    /** Which stage, or whose image, each stage is built on. */
    private final Map<String, String> bases = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        String recipe = Files.readString(ProjectFolders.find().root().resolve("infra/docker/Dockerfile"))
                .replaceAll("(?m)^#.*\\n", "")
                .replaceAll("\\\\\\n\\s*", " ");
        for (String stage : recipe.split("(?m)^FROM ")) {
            List<String> lines = stage.lines().filter(line -> !line.isBlank()).toList();
            if (!lines.isEmpty()) {
                String[] words = lines.getFirst().split(" ");
                bases.put(words[2], words[0]);
                stages.put(words[2], lines.subList(1, lines.size()));
            }
        }
    }

    @Test
    void every_image_runs_as_somebody_without_rights_who_is_named_by_number() {
        for (String target : TARGETS) {
            List<String> all = withBase(target);
            assertThat(starting(all, "ARG RUN_AS")).as(target).containsExactly("ARG RUN_AS=10001");
            assertThat(starting(all, "USER")).as(target).containsExactly("USER ${RUN_AS}:${RUN_AS}");
            assertThat(all.subList(all.indexOf("USER ${RUN_AS}:${RUN_AS}") + 1, all.size()))
                    .as("nobody else's files or commands come behind it in " + target)
                    .noneMatch(line -> line.matches("(COPY|ADD|RUN) .*"));
        }
    }

    @Test
    void layers_come_in_the_order_of_how_seldom_they_change() {
        List<String> copied = starting(withBase("service"), "COPY --from").stream()
                .map(line -> line.replaceAll("COPY --from=\\S+ (\\S+) .*", "$1"))
                .toList();
        assertThat(copied)
                .containsExactly(
                        "/build/layers/dependencies/",
                        "/build/layers/snapshot-dependencies/",
                        "/build/layers/application/",
                        "/training/app.aot");
        assertThat(starting(withBase("payment-gateway-simulator"), "COPY --from")
                        .getFirst())
                .contains("/lib/");
        assertThat(starting(withBase("launcher"), "COPY --from").getFirst()).contains("/lib/");
    }

    @Test
    void a_service_starts_from_what_its_training_run_has_learnt() {
        assertThat(bases).containsEntry("training", "app").containsEntry("service", "app");
        assertThat(starting(stages.get("training"), "RUN"))
                .singleElement()
                .asString()
                .contains("-XX:AOTCacheOutput=/training/app.aot", "-Dspring.context.exit=onRefresh");
        assertThat(stages.get("service")).contains("COPY --from=training /training/app.aot ./");
        assertThat(starting(stages.get("service"), "ENTRYPOINT"))
                .containsExactly("ENTRYPOINT [\"java\", \"-XX:AOTCache=app.aot\", \"-jar\", \"app.jar\"]");
    }

    private List<String> withBase(String stage) {
        List<String> own = stages.getOrDefault(stage, List.of());
        String base = bases.get(stage);
        return base == null
                ? own
                : Stream.concat(withBase(base).stream(), own.stream()).toList();
    }

    private static List<String> starting(List<String> lines, String instruction) {
        return lines.stream().filter(line -> line.startsWith(instruction)).toList();
    }
}
