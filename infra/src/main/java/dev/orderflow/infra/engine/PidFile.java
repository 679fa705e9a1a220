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

    void write(ProcessHandle process) throws IOException {
        ProjectFolders.createParentOf(path);
        Files.writeString(path, process.pid() + "\n" + startOf(process) + "\n");
    }

    Optional<ProcessHandle> runningProcess() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(path);
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

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
