package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.SuiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The place of a page that holds the figures of one run: between two lines that readers do not see. */
public final class FiguresInPage {
    static final String BEGIN = "<!-- figures of ./orderflow bench --write -->";
    static final String END = "<!-- end of figures -->";

    private final Path page;
    private final String begin;

    private FiguresInPage(Path page, String begin) {
        this.page = page;
        this.begin = begin;
    }

    /**
     * Told before minutes of measuring, not after.
     *
     * @throws SuiteException where the file cannot be read or has no such place
     */
    public static FiguresInPage in(Path page) {
        return in(page, BEGIN);
    }

    /** @param begin the line before the place, where it is another command's */
    public static FiguresInPage in(Path page, String begin) {
        FiguresInPage place = new FiguresInPage(page, begin);
        place.with(List.of());
        return place;
    }

    /** Puts the lines in place of those that are there. */
    public void write(List<String> lines) {
        String changed = with(lines);
        try {
            Files.writeString(page, changed);
        } catch (IOException e) {
            throw new SuiteException("Cannot write " + page + ": " + e.getMessage(), e);
        }
    }

    private String with(List<String> lines) {
        String text = read();
        int from = text.indexOf(begin);
        int end = text.indexOf(END, Math.max(0, from));
        if (from < 0 || end < 0) {
            throw new SuiteException(page + " has no place for the figures. Add these two lines where they belong:\n"
                    + begin + "\n" + END);
        }
        String block = "\n```\n" + String.join("\n", lines).strip() + "\n```\n";
        return text.substring(0, from + begin.length()) + block + text.substring(end);
    }

    private String read() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new SuiteException("Cannot read " + page + ": " + e.getMessage(), e);
        }
    }
}
