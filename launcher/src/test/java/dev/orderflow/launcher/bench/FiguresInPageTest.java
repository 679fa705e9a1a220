package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.launcher.SuiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresInPageTest {
    private Path page;

    @BeforeEach
    void page(@TempDir Path folder) {
        page = folder.resolve("bench.md");
    }

    @Test
    void figures_take_the_place_of_earlier_ones_and_of_nothing_else() throws IOException {
        Files.writeString(page, "# Bench\n\n" + FiguresInPage.BEGIN + "\nold\n" + FiguresInPage.END + "\n\nProse.\n");

        FiguresInPage.in(page).write(List.of("", "Speed", "  accepted 60/s"));
        FiguresInPage.in(page).write(List.of("", "Speed", "  accepted 62/s"));

        assertThat(page)
                .hasContent("# Bench\n\n" + FiguresInPage.BEGIN + "\n```\nSpeed\n  accepted 62/s\n```\n"
                        + FiguresInPage.END + "\n\nProse.\n");
    }

    @Test
    void a_page_without_a_place_is_refused_at_once_and_left_alone() throws IOException {
        Files.writeString(page, FiguresInPage.END + "\nProse.\n" + FiguresInPage.BEGIN + "\n");

        assertThatThrownBy(() -> FiguresInPage.in(page))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("has no place for the figures")
                .hasMessageContaining(FiguresInPage.BEGIN);
        assertThat(page).hasContent(FiguresInPage.END + "\nProse.\n" + FiguresInPage.BEGIN + "\n");
    }

    @Test
    void a_page_that_is_not_there_is_refused_at_once() {
        assertThatThrownBy(() -> FiguresInPage.in(page))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("Cannot read " + page);
    }

    @Test
    void the_page_of_the_bench_has_a_place() {
        FiguresInPage.in(Path.of("..", "docs", "bench.md"));
    }
}
