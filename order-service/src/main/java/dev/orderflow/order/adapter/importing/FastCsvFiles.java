package dev.orderflow.order.adapter.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.orderflow.order.application.importing.CsvFiles;
import dev.orderflow.order.application.importing.CsvRow;
import dev.orderflow.order.application.importing.RowRules;
import dev.orderflow.order.application.importing.UnreadableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files of rows on this machine's disk, packed or not. */
public final class FastCsvFiles implements CsvFiles {
    /** A row of the retailer's has some 80 characters. Past this a quote was opened and never closed. */
    private static final int LONGEST_ROW = 256 * 1024;

    private static final int SHOWN = 200;

    private final long largestUnpacked;

    /** @param largestUnpacked bytes of a file when it is unpacked */
    public FastCsvFiles(long largestUnpacked) {
        this.largestUnpacked = largestUnpacked;
    }

    @Override
    public Rows open(Path file) throws IOException {
        MessageDigest digest = sha256();
        Unpacked unpacked = Unpacked.of(Files.newInputStream(file), digest, largestUnpacked);
        OpenRows rows = new OpenRows(new StrictUtf8Reader(unpacked), digest);
        try {
            rows.checkHeader();
            return rows;
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static final class OpenRows implements Rows {
        private final CsvReader<CsvRecord> reader;
        private final Iterator<CsvRecord> records;
        private final MessageDigest digest;
        private long lastLine;

        private OpenRows(StrictUtf8Reader source, MessageDigest digest) {
            this.digest = digest;
            this.reader = CsvReader.builder()
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .maxBufferSize(LONGEST_ROW)
                    .build(
                            CsvRecordHandler.builder()
                                    .maxFieldSize(LONGEST_ROW)
                                    .maxRecordSize(LONGEST_ROW)
                                    .build(),
                            source);
            this.records = reader.iterator();
        }

        private void checkHeader() throws IOException {
            CsvRow header = next();
            if (header == null) {
                throw new UnreadableFileException(0, "is empty");
            }
            List<String> names = header.fields().stream().map(String::strip).toList();
            if (!names.equals(RowRules.HEADER)) {
                String found = names.stream().collect(Collectors.joining(","));
                throw new UnreadableFileException(
                        1,
                        "must be the header " + String.join(",", RowRules.HEADER) + " and is "
                                + printable(found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "…"));
            }
        }

        @Override
        public @Nullable CsvRow next() throws IOException {
            try {
                if (!records.hasNext()) {
                    return null;
                }
                CsvRecord record = records.next();
                lastLine = record.getStartingLineNumber();
                return new CsvRow(lastLine, record.getFields());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (CsvParseException e) {
                if (e.getCause() instanceof IOException broken) {
                    throw broken;
                }
                throw new UnreadableFileException(
                        lastLine + 1,
                        "begins a row of more than " + LONGEST_ROW + " characters: a quote is opened and not closed");
            }
        }

        private static String printable(String text) {
            return text.isEmpty() ? "empty" : text.replaceAll("\\p{Cntrl}", "?");
        }

        @Override
        public String contentDigest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
