package dev.orderflow.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The clock of a local stack, which can be moved forward: what is stored is how far, in a file that every service of the
 * stack reads. It lies with the data, so that a fresh start begins at the machine's time again.
 */
public final class StackClock {
    /** Past this, dates look like mistakes; and whoever wants to see a deadline pass has seen it. */
    private static final Duration FURTHEST = Duration.ofDays(3650);

    private final Path file;

    private StackClock(Path file) {
        this.file = file;
    }

    public static StackClock of(Layout layout) {
        return new StackClock(file(layout));
    }

    static Path file(Layout layout) {
        return layout.folders().data().resolve("clock");
    }

    /** How far it is ahead of the machine's time. */
    public Duration offset() {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how far it is ahead now; services follow within a second */
    public Duration forward(Duration by) {
        if (!by.isPositive()) {
            throw new SuiteException("The clock moves forward only: what was recorded must not lie in the future.");
        }
        Duration moved = offset().plus(by);
        if (moved.compareTo(FURTHEST) > 0) {
            throw new SuiteException("The clock goes " + FURTHEST.toDays() + " days ahead at most.");
        }
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling("clock.new"), moved.toString());
            // Nobody ever reads half of it.
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return moved;
    }

    /** Such as {@code +3d}, {@code +1d12h} or {@code +90m}. */
    static Duration parse(String text) {
        if (!text.matches("\\+(\\d{1,6}d)?(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}s)?") || text.length() < 2) {
            throw new SuiteException("Say how far to move the clock forward, such as +3d, +1d12h or +90m; not " + text);
        }
        int days = text.indexOf('d');
        String rest = text.substring(Math.max(days, 0) + 1);
        Duration parsed = days < 0 ? Duration.ZERO : Duration.ofDays(Long.parseLong(text.substring(1, days)));
        return rest.isEmpty() ? parsed : parsed.plus(Duration.parse("PT" + rest));
    }
}
