package dev.orderflow.order.adapter.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.order.application.importing.CsvFiles;
import dev.orderflow.order.application.importing.CsvRow;
import dev.orderflow.order.application.importing.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastCsvFilesTest {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final long LARGEST = 1_000_000;

    @TempDir
    Path folder;

    private final CsvFiles files = new FastCsvFiles(LARGEST);

    @Test
    void reads_rows_with_the_lines_they_start_at() throws IOException {
        List<CsvRow> rows = read((HEADER + "1,A,\"two\r\nlines, one field\",3\r\n\n2,\"say \"\"B\"\"\"\n")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(rows)
                .containsExactly(
                        new CsvRow(2, List.of("1", "A", "two\r\nlines, one field", "3")),
                        new CsvRow(4, List.of("")),
                        new CsvRow(5, List.of("2", "say \"B\"")));
    }

    @Test
    void reads_packed_files_and_knows_them_by_what_is_in_them() throws IOException {
        byte[] plain = (HEADER + "1,A,caf\u00e9,3\n").getBytes(StandardCharsets.UTF_8);
        List<CsvRow> rows = List.of(new CsvRow(2, List.of("1", "A", "caf\u00e9", "3")));
        String digest = HexFormat.of().formatHex(sha256(plain));

        for (byte[] file : List.of(plain, gzip(plain), gzip(gzip(plain)))) {
            try (CsvFiles.Rows open = open(file)) {
                assertThat(all(open)).isEqualTo(rows);
                assertThat(open.contentDigest()).isEqualTo(digest);
            }
        }
    }

    @Test
    void takes_a_byte_order_mark_for_what_it_is() throws IOException {
        assertThat(read(("\ufeff" + HEADER + "1,A\n").getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
    }

    @Test
    void names_the_line_of_a_byte_that_is_not_utf_8() {
        byte[] start = (HEADER + "1,A\n".repeat(40_000)).getBytes(StandardCharsets.UTF_8);
        byte[] latin = "2,caf\u00e9\n3,C\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = Arrays.copyOf(start, start.length + latin.length);
        System.arraycopy(latin, 0, file, start.length, latin.length);

        assertUnreadable(file, 40_002, "not UTF-8");
    }

    @Test
    void notices_a_character_that_is_cut_in_half_at_the_end() {
        byte[] whole = (HEADER + "1,caf\u00e9").getBytes(StandardCharsets.UTF_8);
        assertUnreadable(Arrays.copyOf(whole, whole.length - 1), 2, "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvoiceNo,StockCode\n1,A\n",
                "StockCode,InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,A\n",
                "536365,85123A,WHITE,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n",
                "\n",
                "%PDF-1.7 \u0001\u0002"
            })
    void wants_the_header(String file) {
        assertUnreadable(file.getBytes(StandardCharsets.UTF_8), 1, "must be the header InvoiceNo,StockCode,");
    }

    @Test
    void wants_content() {
        assertUnreadable(new byte[0], 0, "is empty");
    }

    @Test
    void names_the_row_whose_quote_is_never_closed() {
        String file = HEADER + "1,A\n2,\"B\n" + "3,C,with some more text\n".repeat(20_000);
        assertUnreadable(file.getBytes(StandardCharsets.UTF_8), 3, "a quote is opened and not closed");
    }

    @Test
    void notices_an_archive_that_is_cut_off_wherever() throws IOException {
        byte[] whole = gzip((HEADER + "1,A\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
        for (int length = 3; length < whole.length; length += 3) {
            assertUnreadable(Arrays.copyOf(whole, length), 0, "cut off");
        }
    }

    @Test
    void notices_an_archive_that_is_damaged() throws IOException {
        byte[] whole = gzip((HEADER + "1,A\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
        byte[] wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 6] ^= 1;
        assertUnreadable(wrongChecksum, 0, "damaged");
    }

    @Test
    void takes_no_archive_that_holds_more_than_a_bound() throws IOException {
        byte[] bomb = gzip((HEADER + "1,A\n".repeat(300_000)).getBytes(StandardCharsets.UTF_8));
        assertThat(bomb.length).isLessThan(20_000);
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        e -> assertThat(e.isTooLarge()).isTrue());
    }

    private void assertUnreadable(byte[] file, long line, String reason) {
        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(UnreadableFileException.class, e -> {
            assertThat(e.line()).isEqualTo(line);
            assertThat(e.reason()).contains(reason);
            assertThat(e.isTooLarge()).isFalse();
        });
    }

    private List<CsvRow> read(byte[] file) throws IOException {
        try (CsvFiles.Rows rows = open(file)) {
            return all(rows);
        }
    }

    private static List<CsvRow> all(CsvFiles.Rows rows) throws IOException {
        List<CsvRow> all = new ArrayList<>();
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    private CsvFiles.Rows open(byte[] file) throws IOException {
        return files.open(Files.write(folder.resolve("file"), file));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
