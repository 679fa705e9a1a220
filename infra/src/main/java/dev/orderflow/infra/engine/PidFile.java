package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Names a process so that a later run can find it. The start time is kept beside the id: ids are reused, and after a
 * reboot the file may name somebody else's process, which must never be stopped.
 */
record PidFile(Path path) {

    /** @param scratch what is to be deleted with the process */
    void write(ProcessHandle process, Optional<Path> scratch) throws IOException {
        ProjectFolders.createParentOf(path);
        Files.writeString(
                path,
                process.pid() + "\n" + startOf(process) + "\n"
                        + scratch.map(Path::toString).orElse("") + "\n");
    }

    Optional<Path> scratch() {
        try {
            List<String> lines = lines();
            return lines.size() < 3 || lines.get(2).isBlank() ? Optional.empty() : Optional.of(Path.of(lines.get(2)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    Optional<ProcessHandle> runningProcess() {
        try {
            List<String> lines = lines();
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process).equals(lines.get(1).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
