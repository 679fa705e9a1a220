package dev.orderflow.notification.application.letters;

import dev.orderflow.notification.application.Notice.Letter;
import java.util.ArrayList;
import java.util.List;

/** Builds the two forms of a letter side by side, so that they cannot say different things. */
final class Page {
    /** Wide enough for most names of goods, narrow enough for a mail program's column. */
    private static final int TEXT_WIDTH = 44;

    private static final int AMOUNT_WIDTH = 14;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    Page paragraph(String words) {
        text.append(words).append("\n\n");
        html.append("<p>").append(escaped(words)).append("</p>\n");
        return this;
    }

    /** @param rows what, and how much of it: the second column is aligned to the right */
    Page table(List<Row> rows) {
        html.append("<table cellpadding=\"4\" style=\"border-collapse:collapse\">\n");
        for (Row row : rows) {
            String line = "  " + padded(row.what()) + ' '
                    + " ".repeat(Math.max(0, AMOUNT_WIDTH - row.amount().length())) + row.amount();
            text.append(line.stripTrailing()).append('\n');
            String tag = row.total() ? "th" : "td";
            html.append("<tr><%s align=\"left\">".formatted(tag))
                    .append(escaped(row.what()))
                    .append("</%s><%s align=\"right\">".formatted(tag, tag))
                    .append(escaped(row.amount()))
                    .append("</%s></tr>\n".formatted(tag));
        }
        text.append('\n');
        html.append("</table>\n");
        return this;
    }

    /** @param total whether the row sums the others up */
    record Row(String what, String amount, boolean total) {}

    Letter letter(String subject) {
        List<String> document = new ArrayList<>(List.of(
                "<!doctype html>",
                "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(subject) + "</title></head>",
                "<body style=\"font-family:sans-serif;max-width:40em\">"));
        document.add(html + "</body></html>");
        return new Letter(subject, text.toString(), String.join("\n", document));
    }

    private static String padded(String words) {
        return words + " ".repeat(Math.max(0, TEXT_WIDTH - words.length()));
    }

    /** What customers typed stays text. */
    static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
