package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Installs an engine or a program once, whoever comes first: threads of this JVM wait on a lock, other JVMs on a locked file. The
 * marker is written last, so an installation that was cut off is thrown away and made again.
 */
public final class InstallLock {

    private static final ReentrantLock WITHIN_THIS_JVM = new ReentrantLock();

    /** Fills an empty folder with an installation. */
    public interface Installation {
        /** Whatever it leaves when it fails is thrown away. */
        void into(Path folder) throws IOException;
    }

    private InstallLock() {}

    /**
     * @param fingerprint what the installation is made from; another one installs anew
     * @return the folder, complete
     */
    public static Path installOnce(Path folder, String fingerprint, Installation installation) {
        Path marker = folder.resolve("INSTALLED");
        if (isComplete(marker, fingerprint)) {
            return folder;
        }
        WITHIN_THIS_JVM.lock();
        try (FileChannel channel = FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            // Waits as long as the other process needs; that one is bounded by the installer's own time limit.
            var fileLock = channel.lock();
            try {
                if (!isComplete(marker, fingerprint)) {
                    Deletion.deleteTree(folder);
                    Files.createDirectories(folder);
                    installation.into(folder);
                    Files.writeString(marker, fingerprint);
                }
            } finally {
                fileLock.release();
            }
            return folder;
        } catch (IOException e) {
            throw new EngineException("cannot install into " + folder + ": " + e.getMessage(), e);
        } finally {
            WITHIN_THIS_JVM.unlock();
        }
    }

    private static boolean isComplete(Path marker, String fingerprint) {
        try {
            return Files.exists(marker) && Files.readString(marker).equals(fingerprint);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
