package dev.orderflow.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a service says while it restores. What stands in its log already, perhaps of another restore, does not count. */
final class RestoreLog {
    private final Path log;
    private final long from;

    private RestoreLog(Path log, long from) {
        this.log = log;
        this.from = from;
    }

    /** To be made before the service is started. */
    static RestoreLog fromNowOn(Path log) {
        try {
            return new RestoreLog(log, Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            throw unreadable(log, e);
        }
    }

    /** The newest line with this word, from the word on; empty where there is none. */
    String newest(String word) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] said = new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, file.length() - from))];
            file.readFully(said);
            return new String(said, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(word))
                    .reduce("", (first, last) -> last.substring(last.indexOf(word)));
        } catch (IOException e) {
            throw unreadable(log, e);
        }
    }

    private static SuiteException unreadable(Path log, IOException e) {
        return new SuiteException("Cannot read " + log + ": " + e.getMessage(), e);
    }
}
