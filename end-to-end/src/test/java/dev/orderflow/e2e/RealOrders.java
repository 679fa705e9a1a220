package dev.orderflow.e2e;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Slices of the real orders of December 2010 that come with the project. */
final class RealOrders {
    private static final Path FILE = ProjectFolders.find().root().resolve("infra/seeds/online-retail/2010-12.csv.gz");

    private RealOrders() {}

    /** @param invoices of customers that are known and that cancel nothing: each becomes an order */
    record Slice(Path file, int invoices, int rows) {}

    /** A file of so many invoices, after skipping some; header included. */
    static Slice slice(int skip, int invoices) {
        Map<String, List<String>> byInvoice = new LinkedHashMap<>();
        String header;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            header = lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isPlain(line)) {
                    byInvoice
                            .computeIfAbsent(line.substring(0, line.indexOf(',')), invoice -> new ArrayList<>())
                            .add(line);
                }
            }
            List<String> slice = new ArrayList<>(List.of(header));
            byInvoice.values().stream().skip(skip).limit(invoices).forEach(slice::addAll);
            Path file = Files.createTempFile("orders-" + skip + "-", ".csv");
            Files.write(file, slice);
            return new Slice(file, invoices, slice.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An ordinary invoice number, a customer, and goods: what starts with a digit is goods. */
    private static boolean isPlain(String line) {
        return line.matches("[0-9]+,[0-9]{5}[A-Z]?,[^\"]+,[1-9][0-9]*,[^,]+,(?!0\\.0,)[0-9.]+,[0-9]+\\.0,.*");
    }
}
