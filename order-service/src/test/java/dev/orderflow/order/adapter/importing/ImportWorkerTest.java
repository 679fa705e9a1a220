package dev.orderflow.order.adapter.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.ImportFailed;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.order.application.importing.Acceptance;
import dev.orderflow.order.application.importing.ImportReport;
import dev.orderflow.order.application.importing.ImportReport.Status;
import dev.orderflow.order.application.importing.ImportRows;
import dev.orderflow.order.application.importing.ImportWorker;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportWorkerTest {
    private static final Path DECEMBER = Path.of("../infra/seeds/online-retail/2010-12.csv.gz");

    /** 60 invoices of two rows, and after every tenth a row without a customer. */
    private static final String SMALL = ImportWorld.HEADER
            + IntStream.range(0, 60)
                    .mapToObj(i -> row(i, "A" + i % 7, 10 + i)
                            + row(i, "K" + i % 5, 10 + i)
                            + (i % 10 == 9 ? "9" + i + ",A1,A THING,1,2010-12-01 08:26:00,2.55,,UK\n" : ""))
                    .collect(Collectors.joining());

    @TempDir
    Path folder;

    private ImportWorld world;

    @BeforeEach
    void open() {
        world = new ImportWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void imports_a_real_month_and_accounts_for_every_row() throws IOException {
        ImportReport report = world.finish(accepted(world.accept(Files.readAllBytes(DECEMBER), true)));

        // Counted independently of this code, over the same file and the documented rules.
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.totalRows()).isEqualTo(42_481);
        assertThat(report.rowsAccepted()).isEqualTo(26_056);
        assertThat(report.ordersAccepted()).isEqualTo(1_394);
        assertThat(report.ordersReplayed()).isZero();
        assertThat(report.refusedByReason())
                .isEqualTo(Map.of(
                        "no-customer", 15_593L, "cancellation", 728L, "not-a-product", 101L, "price-not-positive", 3L));
        List<AssortmentDerived> parts = world.events("import")
                .filter(AssortmentDerived.class::isInstance)
                .map(AssortmentDerived.class::cast)
                .toList();
        assertThat(parts).hasSize(5);
        assertThat(parts.stream().mapToInt(part -> part.products().size()).sum())
                .isEqualTo(2_407);
        assertThat(parts.stream()
                        .flatMap(part -> part.products().stream())
                        .mapToLong(product -> product.openingStock())
                        .sum())
                .isEqualTo(295_600);
        List<OrderPlaced> orders = placed(world);
        assertThat(orders).hasSize(1_394);
        assertThat(orders.stream().mapToInt(order -> order.lines().size()).sum())
                .isEqualTo(25_209);
        assertThat(orders.stream().map(OrderPlaced::customerId).distinct()).hasSize(884);
        List<ImportRows.Row> all = rows(report.importId(), null);
        assertThat(all.stream().map(ImportRows.Row::line).toList())
                .isEqualTo(
                        IntStream.rangeClosed(2, 42_482).mapToObj(i -> (long) i).toList());
    }

    @Test
    void the_same_file_again_is_the_same_import_and_the_same_orders_elsewhere_are_replayed() throws IOException {
        String importId = accepted(world.accept(SMALL, true));
        ImportReport report = world.finish(importId);
        int commits = world.journal.everything().size();

        assertThat(world.accept(SMALL, true)).isEqualTo(new Acceptance.Accepted(importId, true));
        assertThat(world.finish(importId)).isEqualTo(report);
        assertThat(world.journal.everything()).hasSize(commits);
        assertThat(world.files.count()).isEqualTo(1);

        ImportReport other = world.finish(accepted(world.accept(SMALL + row(99, "A1", 5), false)));
        assertThat(other.ordersReplayed()).isEqualTo(60);
        assertThat(other.ordersAccepted()).isEqualTo(1);
        assertThat(placed(world)).hasSize(61);
    }

    @Test
    void an_invoice_that_comes_again_with_other_lines_is_refused() throws IOException {
        world.list("A1", 255);
        ImportReport report = world.finish(accepted(world.accept(
                ImportWorld.HEADER
                        + row(1, "A1", 5)
                        + row(2, "A1", 5)
                        + row(1, "A1", 5).replace(",1,", ",7,"),
                false)));

        assertThat(report.ordersAccepted()).isEqualTo(2);
        assertThat(report.refusedByReason()).isEqualTo(Map.of("invoice-repeated", 1L));
    }

    @Test
    void refuses_invoices_with_products_that_nobody_lists() throws IOException {
        world.list("A1", 255);
        ImportReport report = world.finish(accepted(
                world.accept(ImportWorld.HEADER + row(1, "A1", 5) + row(2, "A1", 6) + row(2, "Z9", 6), false)));

        assertThat(report.ordersAccepted()).isEqualTo(1);
        assertThat(rows(report.importId(), ImportRows.Outcome.REFUSED)).allSatisfy(refused -> {
            assertThat(refused.reason()).isEqualTo("unknown-sku");
            assertThat(refused.detail()).contains("Z9");
            assertThat(refused.invoice()).isEqualTo("2");
        });
        assertThat(report.rowsRefused()).isEqualTo(2);
    }

    @Test
    void goes_on_after_a_crash_as_if_there_had_been_none() throws IOException {
        String importId = accepted(world.accept(SMALL, true));
        Hanging hanging = new Hanging(world.placing, 40);
        ImportWorker dead = world.worker(hanging);
        dead.take(importId);
        Await.until(() -> hanging.hangs.get() > 0);
        // Orders are placed side by side: one of the second chunk may hang before the first chunk is recorded.
        Await.until(() -> world.report(importId).rowsAccepted() > 0);
        assertThat(world.report(importId).rowsAccepted()).isLessThan(120);

        ImportReport afterCrash = world.finish(importId);

        assertSameAsWithoutCrash(afterCrash);
        // The one that hung wakes up, learns that another was first, and changes nothing.
        int commits = world.journal.everything().size();
        hanging.wake.countDown();
        dead.close();
        assertThat(world.journal.everything()).hasSize(commits);
    }

    @Test
    void stops_between_two_orders_and_the_next_start_goes_on() throws IOException {
        String importId = accepted(world.accept(SMALL, true));
        Hanging hanging = new Hanging(world.placing, 40);
        ImportWorker first = world.worker(hanging);
        first.take(importId);
        Await.until(() -> hanging.hangs.get() > 0);
        Thread stopping = Thread.ofVirtual().start(first::close);
        Await.until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        hanging.wake.countDown();
        Await.until(() -> !stopping.isAlive());
        assertThat(world.report(importId).status()).isEqualTo(Status.RUNNING);

        assertSameAsWithoutCrash(world.finish(importId));
        try (var left = Files.list(folder)) {
            assertThat(left).as("files in work").isEmpty();
        }
    }

    private void assertSameAsWithoutCrash(ImportReport report) throws IOException {
        try (ImportWorld other = new ImportWorld(folder)) {
            ImportReport undisturbed = other.finish(accepted(other.accept(SMALL, true)));
            assertThat(report)
                    .usingRecursiveComparison()
                    .ignoringFields("startedAt", "endedAt")
                    .isEqualTo(undisturbed);
            assertThat(placed(world).stream().map(OrderPlaced::orderId))
                    .containsExactlyInAnyOrderElementsOf(
                            placed(other).stream().map(OrderPlaced::orderId).toList());
        }
    }

    @Test
    void waits_for_inventory_and_goes_on_when_it_is_back() throws IOException {
        world.inventoryIsUp = false;
        String importId = accepted(world.accept(SMALL, true));
        try (ImportWorker worker = world.worker(world.placing)) {
            worker.take(importId);
            Await.until(() -> world.events("import").anyMatch(AssortmentDerived.class::isInstance));
            assertThat(placed(world)).isEmpty();
        }
        world.inventoryIsUp = true;
        world.deliverAssortmentsAgain();

        assertThat(world.finish(importId).ordersAccepted()).isEqualTo(60);
    }

    @Test
    void tries_again_where_too_much_is_under_way() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        OrderPlacing crowded = new OrderPlacing() {
            @Override
            public Placement place(PlaceOrderRequest request, Cause cause) {
                if (calls.incrementAndGet() % 3 == 1) {
                    throw new IllegalStateException("too much is under way");
                }
                return world.placing.place(request, cause);
            }

            @Override
            public boolean wasPlacedBy(String importId, String orderId) {
                return world.placing.wasPlacedBy(importId, orderId);
            }
        };
        String importId = accepted(world.accept(SMALL, true));
        try (ImportWorker worker = world.worker(crowded)) {
            assertThat(world.finish(importId, worker).ordersAccepted()).isEqualTo(60);
        }
    }

    @Test
    void ends_an_import_whose_file_was_lost() throws IOException {
        String importId = accepted(world.accept(SMALL, true));
        world.files.lose();

        ImportReport report = world.finish(importId);

        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(report.failure().reason()).contains("not kept any more");
        assertThat(world.events("import").filter(ImportFailed.class::isInstance))
                .hasSize(1);
    }

    @Test
    void starts_nothing_for_a_file_that_cannot_be_read() throws IOException {
        byte[] december = Files.readAllBytes(DECEMBER);
        assertThat(world.accept(Arrays.copyOf(december, december.length / 2), true))
                .isEqualTo(new Acceptance.Unreadable(0, "is gzip that ends too early: it was cut off"));
        assertThat(world.accept(ImportWorld.HEADER, true))
                .isEqualTo(new Acceptance.Unreadable(1, "is followed by no rows"));
        assertThat(world.accept(ImportWorld.HEADER + "1,A\n".repeat(300_000), true))
                .isInstanceOf(Acceptance.TooLarge.class);
        assertThat(world.journal.everything()).isEmpty();
        assertThat(world.files.count()).isZero();
    }

    @Test
    void a_report_is_there_at_once() throws IOException {
        String importId = accepted(world.accept(SMALL, true));
        assertThat(world.report(importId).status()).isEqualTo(Status.RUNNING);
        assertThat(world.report(importId).totalRows()).isEqualTo(126);
        assertThat(world.reports.find("nothing")).isEmpty();
    }

    @Test
    void lists_rows_by_outcome_page_by_page() throws IOException {
        String importId = accepted(world.accept(SMALL, true));
        world.finish(importId);

        assertThat(rows(importId, null)).hasSize(126);
        assertThat(rows(importId, ImportRows.Outcome.ACCEPTED)).hasSize(120);
        List<ImportRows.Row> refused = rows(importId, ImportRows.Outcome.REFUSED);
        assertThat(refused.stream().map(ImportRows.Row::line)).containsExactly(22L, 43L, 64L, 85L, 106L, 127L);
        String cursor = world.rows.page(importId, null, 3, null).next();
        assertThatThrownBy(() -> world.rows.page(importId, ImportRows.Outcome.REFUSED, 3, cursor))
                .isInstanceOf(InvalidCursorException.class);
    }

    /** All pages, of a size that divides nothing. */
    private List<ImportRows.Row> rows(String importId, ImportRows.Outcome outcome) {
        List<ImportRows.Row> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<ImportRows.Row> page = world.rows.page(importId, outcome, 17, cursor);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(17);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private static List<OrderPlaced> placed(ImportWorld world) {
        return world.events("order")
                .filter(OrderPlaced.class::isInstance)
                .map(OrderPlaced.class::cast)
                .toList();
    }

    private static String accepted(Acceptance acceptance) {
        assertThat(acceptance)
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class,
                        accepted -> assertThat(accepted.replayed()).isFalse());
        return ((Acceptance.Accepted) acceptance).importId();
    }

    private static String row(int invoice, String sku, int customer) {
        return invoice + "," + sku + ",A THING,1,2010-12-01 08:26:00,2.55," + customer + ".0,United Kingdom\n";
    }

    /** Places so many orders, and then hangs as a process does that is about to die. */
    private static final class Hanging implements OrderPlacing {
        private final OrderPlacing placing;
        private final AtomicInteger left;
        private final AtomicInteger hangs = new AtomicInteger();
        private final CountDownLatch wake = new CountDownLatch(1);

        private Hanging(OrderPlacing placing, int orders) {
            this.placing = placing;
            this.left = new AtomicInteger(orders);
        }

        @Override
        public Placement place(PlaceOrderRequest request, Cause cause) {
            if (left.decrementAndGet() < 0) {
                hangs.incrementAndGet();
                try {
                    wake.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return placing.place(request, cause);
        }

        @Override
        public boolean wasPlacedBy(String importId, String orderId) {
            return placing.wasPlacedBy(importId, orderId);
        }
    }
}
