package dev.orderflow.launcher.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The real orders of December 2010 that come with the project: 42,481 rows. */
final class RealMonth {
    static final String NAME = "infra/seeds/online-retail/2010-12.csv.gz";

    private final Path file;

    /** @param root of the checkout */
    RealMonth(Path root) {
        this.file = root.resolve(NAME);
    }

    Path whole() {
        return file;
    }

    /** A file of the first rows of the month, and the header; it is deleted with this JVM. */
    Path first(int rows) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            // No field of the month's file goes over a line.
            List<String> start = lines.lines().limit(1L + rows).toList();
            Path part = Files.createTempFile("first-" + rows + "-rows-", ".csv");
            part.toFile().deleteOnExit();
            return Files.write(part, start);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
