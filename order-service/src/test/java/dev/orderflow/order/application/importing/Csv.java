package dev.orderflow.order.application.importing;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows for tests, without a file. */
final class Csv {
    private Csv() {}

    /** One row from its comma-separated fields; none of them holds a comma. */
    static CsvRow row(long line, String fields) {
        return new CsvRow(line, Arrays.asList(fields.split(",", -1)));
    }

    /** A row that can be ordered but for what is changed about it. */
    static String sale(String invoice, String sku, int quantity, String customer) {
        return invoice + "," + sku + ",A THING," + quantity + ",2010-12-01 08:26:00,2.55," + customer
                + ",United Kingdom";
    }

    /** Rows from line 2 on. */
    static CsvFiles.Rows rows(String... rows) {
        return rows(Stream.of(rows));
    }

    static CsvFiles.Rows rows(Stream<String> rows) {
        AtomicLong line = new AtomicLong(1);
        Iterator<CsvRow> iterator =
                rows.map(fields -> row(line.incrementAndGet(), fields)).iterator();
        return new CsvFiles.Rows() {
            @Override
            public @Nullable CsvRow next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public String contentDigest() {
                return "d";
            }

            @Override
            public void close() {}
        };
    }

    static List<String> repeated(String row, int times) {
        return Stream.generate(() -> row).limit(times).toList();
    }
}
