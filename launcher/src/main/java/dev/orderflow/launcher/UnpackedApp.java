package dev.orderflow.launcher;

import dev.orderflow.infra.engine.InstallLock;
import dev.orderflow.infra.engine.JavaHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * A service's jar unpacked into plain jars, which class-data sharing needs: the second start takes about half the time.
 *
 * @param jar to be started with {@code java -jar}; its libraries lie in {@code lib} beside it
 * @param sharedArchive where the first run leaves its class data
 */
record UnpackedApp(Path jar, Path sharedArchive) {

    static UnpackedApp of(Layout layout, Service service) {
        if (service == Service.GATEWAY) {
            // A plain jar with its libraries beside it already.
            return new UnpackedApp(layout.jar(service), layout.app(service).resolveSibling(service.module() + ".jsa"));
        }
        Path app = layout.app(service);
        return new UnpackedApp(app.resolve(service.jarName()), app.resolve("classes.jsa"));
    }

    /** Unpacks where the build is another than what was unpacked; two suites that start at once do not do it twice. */
    static void prepare(Layout layout, Service service) {
        Path built = layout.jar(service);
        Path app = layout.app(service);
        try {
            if (!Files.exists(built)) {
                throw new SuiteException(built + " is not there: run ./mvnw -DskipTests package");
            }
            Files.createDirectories(app.getParent());
            if (service != Service.GATEWAY) {
                InstallLock.installOnce(app, fingerprint(built), into -> extract(built, into, layout));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of what is in a jar: the same sources make the same jar, its time included, so that tells nothing. The table at a jar's end
     * has a checksum of each entry, the libraries among them.
     */
    static String fingerprint(Path jar) throws IOException {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
            CRC32 all = new CRC32();
            entries.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
                    .forEach(entry -> all.update(entry.getBytes(StandardCharsets.UTF_8)));
            return Long.toHexString(all.getValue());
        }
    }

    private static void extract(Path built, Path into, Layout layout) throws IOException {
        Path log = layout.folders().logs().resolve("unpack.log");
        Process extract = new ProcessBuilder(
                        JavaHome.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        built.toString(),
                        "extract",
                        "--destination",
                        into.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!extract.waitFor(120, TimeUnit.SECONDS) || extract.exitValue() != 0) {
                extract.destroyForcibly();
                throw new SuiteException("Could not unpack " + built + ": see " + log);
            }
        } catch (InterruptedException e) {
            extract.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted while unpacking " + built, e);
        }
    }
}
