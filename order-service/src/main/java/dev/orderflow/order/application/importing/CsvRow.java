package dev.orderflow.order.application.importing;

import java.util.List;

/**
 * One row as it stands in the file.
 *
 * @param line where it starts; the header is line 1
 * @param fields as many as there are, empty ones included
 */
public record CsvRow(long line, List<String> fields) {
    public CsvRow {
        fields = List.copyOf(fields);
    }
}
