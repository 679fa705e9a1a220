package dev.orderflow.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds in memory, as the operating system counts it. */
public final class Memory {
    private Memory() {}

    /** Resident set in KiB from {@code /proc}; 0 where there is no such file (the process ended, or this is no Linux). */
    public static long residentKilobytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
