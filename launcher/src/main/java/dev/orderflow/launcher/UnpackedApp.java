package dev.orderflow.launcher;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.infra.engine.JavaHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

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

    /** Unpacks where the build is newer than what was unpacked. */
    static void prepare(Layout layout, Service service) {
        Path built = layout.jar(service);
        Path app = layout.app(service);
        Path marker = app.resolve("unpacked");
        try {
            if (!Files.exists(built)) {
                throw new SuiteException(built + " is not there: run ./mvnw -DskipTests package");
            }
            if (service == Service.GATEWAY) {
                Files.createDirectories(app.getParent());
                return;
            }
            FileTime builtAt = Files.getLastModifiedTime(built);
            if (Files.exists(marker) && Files.getLastModifiedTime(marker).equals(builtAt)) {
                return;
            }
            Deletion.deleteTree(app);
            Files.createDirectories(app.getParent());
            Process extract = new ProcessBuilder(
                            JavaHome.java(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djarmode=tools",
                            "-jar",
                            built.toString(),
                            "extract",
                            "--destination",
                            app.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            layout.folders().logs().resolve("unpack.log").toFile()))
                    .start();
            if (!extract.waitFor(120, TimeUnit.SECONDS) || extract.exitValue() != 0) {
                extract.destroyForcibly();
                throw new SuiteException("Could not unpack " + built + ": see "
                        + layout.folders().logs().resolve("unpack.log"));
            }
            // Written last: an interrupted unpacking is done again.
            Files.setLastModifiedTime(Files.createFile(marker), builtAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted while unpacking " + built, e);
        }
    }
}
