package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of each row, in the order of the file. */
public final class ImportRows {
    /** Chunks are numbered without gaps, so they are found by id and need no index. */
    public static final ViewDefinition<ImportChunk> VIEW =
            new ViewDefinition<>("import-chunks", ImportChunk.class, List.of());

    /** A page of one outcome may have to look through chunks without any; then it is short, and the next goes on. */
    private static final int MOST_CHUNKS_A_PAGE = 20;

    private final Views<ImportChunk> chunks;

    public ImportRows(Views<ImportChunk> chunks) {
        this.chunks = chunks;
    }

    /** What can become of a row. */
    public enum Outcome {
        ACCEPTED,
        REFUSED
    }

    /**
     * A row.
     *
     * @param orderId null where it was refused
     * @param reason null where it was accepted
     */
    public record Row(
            long line,
            Outcome outcome,
            @Nullable String invoice,
            @Nullable String orderId,
            @Nullable Boolean replayed,
            @Nullable String reason,
            @Nullable String detail) {

        static Row accepted(long line, ImportedOrder order) {
            return new Row(line, Outcome.ACCEPTED, order.invoice(), order.orderId(), order.replayed(), null, null);
        }

        static Row refused(RefusedRow row) {
            return new Row(row.line(), Outcome.REFUSED, row.invoice(), null, null, row.reason(), row.detail());
        }
    }

    /**
     * A page of rows that are dealt with.
     *
     * @param outcome only rows with this one, or null for all
     * @throws dev.orderflow.eventstore.view.InvalidCursorException where the cursor is not one of this list
     */
    public Page<Row> page(String importId, @Nullable Outcome outcome, int limit, @Nullable String cursor) {
        List<@Nullable Object> identity = Arrays.asList("import-rows", importId, outcome);
        int chunk = 1;
        long afterLine = 0;
        if (cursor != null) {
            List<String> end = Cursors.read(identity, cursor, 2);
            chunk = Integer.parseInt(end.get(0));
            afterLine = Long.parseLong(end.get(1));
        }
        List<Row> rows = new ArrayList<>();
        for (int looked = 0; looked < MOST_CHUNKS_A_PAGE; looked++, chunk++) {
            View<ImportChunk> found = chunks.find(id(importId, chunk)).orElse(null);
            if (found == null) {
                return new Page<>(rows, null);
            }
            long from = afterLine;
            List<Row> left = rows(found.value())
                    .filter(row -> outcome == null || row.outcome() == outcome)
                    .filter(row -> row.line() > from)
                    .toList();
            int room = limit - rows.size();
            rows.addAll(left.subList(0, Math.min(room, left.size())));
            if (left.size() > room) {
                return new Page<>(rows, cursor(identity, chunk, rows.getLast().line()));
            }
            if (!left.isEmpty()) {
                afterLine = left.getLast().line();
            }
        }
        return new Page<>(rows, cursor(identity, chunk, afterLine));
    }

    static String id(String importId, int chunk) {
        return importId + "-" + chunk;
    }

    private static Stream<Row> rows(ImportChunk chunk) {
        return Stream.concat(
                        chunk.orders().stream()
                                .flatMap(order -> order.lines().stream().map(line -> Row.accepted(line, order))),
                        chunk.refused().stream().map(Row::refused))
                .sorted(Comparator.comparingLong(Row::line));
    }

    private static String cursor(List<@Nullable Object> identity, int chunk, long line) {
        return Cursors.write(identity, List.of(Integer.toString(chunk), Long.toString(line)));
    }
}
