package dev.orderflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedAppTest {
    private static final Instant OF_EVERY_BUILD = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void a_build_with_another_library_is_another_one_though_its_size_and_time_are_the_same() throws IOException {
        Path before = jar("before.jar", "one");
        Path after = jar("after.jar", "two");
        assertThat(Files.size(after)).isEqualTo(Files.size(before));

        assertThat(UnpackedApp.fingerprint(after)).isNotEqualTo(UnpackedApp.fingerprint(before));
    }

    @Test
    void the_same_sources_are_unpacked_once() throws IOException {
        assertThat(UnpackedApp.fingerprint(jar("again.jar", "one")))
                .isEqualTo(UnpackedApp.fingerprint(jar("before.jar", "one")));
    }

    /** As the build makes it: libraries are stored as they are, and all times are the same. */
    private Path jar(String name, String library) throws IOException {
        Path jar = folder.resolve(name);
        byte[] contents = library.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(contents);
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry("BOOT-INF/lib/event-store-1.0.0-SNAPSHOT.jar");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(contents.length);
            entry.setCrc(checksum.getValue());
            entry.setLastModifiedTime(FileTime.from(OF_EVERY_BUILD));
            entries.putNextEntry(entry);
            entries.write(contents);
        }
        Files.setLastModifiedTime(jar, FileTime.from(OF_EVERY_BUILD));
        return jar;
    }
}
