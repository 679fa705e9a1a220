package dev.orderflow.order.application.importing;

import static dev.orderflow.order.application.importing.Csv.repeated;
import static dev.orderflow.order.application.importing.Csv.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.events.SkuQuantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvoicesTest {

    @Test
    void puts_the_rows_of_an_invoice_together_and_a_product_into_one_line() throws IOException {
        List<Invoice> invoices = all(Csv.rows(
                sale("1", "A", 2, "7"), sale("1", "K", 1, "7"), sale("1", "A", 3, "7"), sale("2", "A", 1, "8")));

        assertThat(invoices).hasSize(2);
        assertThat(invoices.get(0).lastLine()).isEqualTo(4);
        assertThat(invoices.get(0).wish().lines()).containsExactly(new SkuQuantity("A", 5), new SkuQuantity("K", 1));
        assertThat(invoices.get(0).wish().lineNumbers()).containsExactly(2L, 3L, 4L);
        assertThat(invoices.get(1).wish().customerId()).isEqualTo("c8");
        assertThat(invoices.get(1).wish().request().idempotencyKey()).isEqualTo("import:2");
    }

    @Test
    void a_bad_row_takes_nothing_else_with_it() throws IOException {
        List<Invoice> invoices = all(Csv.rows(
                sale("1", "A", 2, "7"),
                "broken",
                sale("1", "K", 0, "7"),
                sale("1", "C", 1, "7"),
                sale("2", "A", 1, "")));

        assertThat(invoices).hasSize(2);
        assertThat(invoices.get(0).wish().lines()).containsExactly(new SkuQuantity("A", 2), new SkuQuantity("C", 1));
        assertThat(reasons(invoices.get(0))).containsExactly("3 malformed-row", "4 quantity-not-positive");
        assertThat(invoices.get(1).wish()).isNull();
        assertThat(reasons(invoices.get(1))).containsExactly("6 no-customer");
    }

    @Test
    void refuses_an_invoice_of_several_customers() throws IOException {
        List<Invoice> invoices = all(Csv.rows(sale("1", "A", 2, "7"), sale("1", "K", 1, "8")));

        assertThat(invoices).singleElement().satisfies(invoice -> {
            assertThat(invoice.wish()).isNull();
            assertThat(reasons(invoice)).containsExactly("2 mixed-customers", "3 mixed-customers");
        });
    }

    @Test
    void refuses_rows_that_come_to_more_than_a_line_takes() throws IOException {
        List<Invoice> invoices =
                all(Csv.rows(sale("1", "A", 60_000, "7"), sale("1", "K", 1, "7"), sale("1", "A", 60_000, "7")));

        assertThat(invoices.getFirst().wish().lines()).containsExactly(new SkuQuantity("K", 1));
        assertThat(reasons(invoices.getFirst())).containsExactly("2 quantity-too-large", "4 quantity-too-large");
    }

    @Test
    void takes_the_longest_invoice_and_refuses_a_longer_one_whole() throws IOException {
        List<Invoice> longest =
                all(Csv.rows(IntStream.range(0, Invoices.MOST_ROWS).mapToObj(i -> sale("1", "S" + i, 1, "7"))));
        assertThat(longest)
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.wish().lines()).hasSize(Invoices.MOST_ROWS));

        int rows = 4 * Invoices.MOST_ROWS + 17;
        List<Invoice> longer = all(Csv.rows(Stream.concat(
                Stream.concat(Stream.of(sale("0", "A", 1, "7")), repeated(sale("1", "A", 1, "7"), rows).stream()),
                Stream.of(sale("2", "A", 1, "7")))));
        assertThat(longer.getFirst().wish()).isNotNull();
        assertThat(longer.getLast().wish()).isNotNull();
        List<Invoice> refused = longer.subList(1, longer.size() - 1);
        assertThat(refused).allSatisfy(part -> assertThat(part.wish()).isNull());
        assertThat(refused.stream().flatMap(part -> reasons(part).stream()))
                .hasSize(rows)
                .allMatch(reason -> reason.endsWith(" too-many-lines"));
        assertThat(longer).allSatisfy(part -> assertThat(part.rows()).isLessThanOrEqualTo(Invoices.MOST_ROWS));
    }

    @Test
    void holds_no_more_than_a_bound_of_rows_that_say_nothing() throws IOException {
        List<Invoice> garbage = all(Csv.rows(repeated("garbage", 10_000).stream()));
        assertThat(garbage).allSatisfy(part -> assertThat(part.rows()).isLessThanOrEqualTo(Invoices.MOST_ROWS));
        assertThat(garbage.stream().mapToInt(Invoice::rows).sum()).isEqualTo(10_000);
    }

    @Test
    void derives_products_and_a_stock_that_falls_short() throws IOException {
        Assortment assortment = Assortment.of(Csv.rows(
                "1,A,,10,2010-12-01 08:26:00,2.55,7,UK",
                "2,A,FIRST NAME,90,2010-12-01 08:26:00,9.99,7,UK",
                "3,A,OTHER NAME,10,2010-12-01 08:26:00,2.55,7,UK",
                "3,K,,1,2010-12-01 08:26:00,1,7,UK",
                "3,K,,1,2010-12-01 08:26:00,1,7,UK",
                "4,C,NEVER SOLD,1,2010-12-01 08:26:00,1,,UK"));

        assertThat(assortment.parts(true)).singleElement().satisfies(part -> {
            assertThat(part).hasSize(2);
            assertThat(part.get(0).sku()).isEqualTo("A");
            assertThat(part.get(0).description()).isEqualTo("FIRST NAME");
            assertThat(part.get(0).unitPrice().amount()).isEqualTo(255);
            // 95 % of 110 pieces
            assertThat(part.get(0).openingStock()).isEqualTo(104);
            assertThat(part.get(1).description()).isEqualTo("K");
            // 95 % of 2 would be 1, but the first invoice asks for both
            assertThat(part.get(1).openingStock()).isEqualTo(2);
        });
        assertThat(assortment.parts(false).getFirst()).allMatch(product -> product.openingStock() == 0);
    }

    @Test
    void parts_an_assortment_into_commits_of_a_bounded_size() throws IOException {
        Assortment assortment =
                Assortment.of(Csv.rows(IntStream.range(0, 1_201).mapToObj(i -> sale("" + i, "S" + i, 1, "7"))));
        assertThat(assortment.parts(true).stream().map(List::size)).containsExactly(500, 500, 201);
    }

    private static List<Invoice> all(CsvFiles.Rows rows) throws IOException {
        Invoices invoices = new Invoices(rows);
        List<Invoice> all = new ArrayList<>();
        for (Invoice next = invoices.next(); next != null; next = invoices.next()) {
            all.add(next);
        }
        return all;
    }

    private static List<String> reasons(Invoice invoice) {
        return invoice.refused().stream().map(InvoicesTest::shown).toList();
    }

    private static String shown(RefusedRow row) {
        return row.line() + " " + row.reason();
    }
}
