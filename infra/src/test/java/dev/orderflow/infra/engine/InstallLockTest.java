package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallLockTest {

    @TempDir
    Path temp;

    private final AtomicInteger installations = new AtomicInteger();

    @Test
    void installs_once_for_many_who_ask_at_the_same_time() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> install("a")));
            }
            for (Future<Path> result : results) {
                assertThat(result.get().resolve("engine")).exists();
            }
        }
        assertThat(installations).hasValue(1);
    }

    @Test
    void an_installation_that_was_cut_off_is_made_again() throws Exception {
        Path folder = temp.resolve("engine-1");
        assertThatThrownBy(() -> InstallLock.installOnce(folder, "a", target -> {
                    Files.writeString(target.resolve("half"), "");
                    throw new IOException("the line went dead");
                }))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the line went dead");

        install("a");

        assertThat(folder.resolve("half")).doesNotExist();
        assertThat(folder.resolve("engine")).exists();
    }

    @Test
    void another_fingerprint_installs_anew() {
        install("a");
        install("a");
        install("b");

        assertThat(installations).hasValue(2);
    }

    private Path install(String fingerprint) {
        return InstallLock.installOnce(temp.resolve("engine-1"), fingerprint, target -> {
            installations.incrementAndGet();
            Files.writeString(target.resolve("engine"), "");
        });
    }
}
