package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ARCHITECTURE.md's table says of each invariant what the code says, and names exactly the bugs that it finds. */
class InvariantsInTheDocumentTest {
    @ParameterizedTest
    @EnumSource
    void the_table_has_the_invariant_with_its_words_and_its_bugs(Invariant invariant) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "ARCHITECTURE.md")).stream()
                .filter(line -> line.startsWith("| " + invariant + " | "))
                .toList();
        String bugs = Arrays.stream(Plant.values())
                .filter(plant -> plant.guardedBy() == invariant)
                .map(plant -> "`" + plant + "`")
                .sorted()
                .collect(Collectors.joining(", "));

        assertThat(rows).singleElement().satisfies(row -> {
            String[] cells = row.split(" \\| ", -1);
            assertThat(cells[1]).isEqualTo(invariant.says());
            assertThat(Arrays.stream(cells[4].replace(" |", "").split(", "))
                            .sorted()
                            .collect(Collectors.joining(", ")))
                    .isEqualTo(bugs);
        });
    }
}
