package dev.orderflow.order.application.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.order.application.importing.RowRules.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowRulesTest {

    @Test
    void reads_a_sale() {
        assertThat(judge("536365,85123A,WHITE HANGING  HEART ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom"))
                .isEqualTo(new Verdict.Orderable(
                        new OrderRow(7, "536365", "85123A", "WHITE HANGING HEART", 6, 255, "c17850")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C536379,22632,X,-1,2010-12-01 08:26:00,2.55,17850.0,UK | cancellation | does not say which",
                "A563185,B,Adjust bad debt,1,2010-12-01 08:26:00,11062.06,,UK | adjustment | corrects an account",
                "536365,22632,X,1,2010-12-01 08:26:00,2.55,,UK | no-customer | CustomerID is empty",
                "536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.0,17850.0,France | not-a-product | \"POST\"",
                "536365,m,Manual,1,2010-12-01 08:26:00,18.0,17850.0,France | not-a-product | \"m\"",
                "536365,BANK CHARGES,X,1,2010-12-01 08:26:00,15.0,17850.0,UK | not-a-product | \"BANK CHARGES\"",
                "536365,gift_0001_40,X,1,2010-12-01 08:26:00,15.0,17850.0,UK | not-a-product | \"gift_0001_40\"",
                "536365,a/b,X,1,2010-12-01 08:26:00,15.0,17850.0,UK | sku-not-valid | \"a/b\"",
                "536365,,X,1,2010-12-01 08:26:00,15.0,17850.0,UK | sku-not-valid | StockCode",
                "536365,22632,X,0,2010-12-01 08:26:00,2.55,17850.0,UK | quantity-not-positive | Quantity is 0",
                "536365,22632,X,-10,2010-12-01 08:26:00,2.55,17850.0,UK | quantity-not-positive | Quantity is -10",
                "536365,22632,X,100001,2010-12-01 08:26:00,2.55,17850.0,UK | quantity-too-large | at most 100000",
                "536365,22632,X,1,2010-12-01 08:26:00,0.0,17850.0,UK | price-not-positive | UnitPrice is 0",
                "536365,22632,X,1,2010-12-01 08:26:00,-11062.06,17850.0,UK | price-not-positive | -11062.06",
                "536365,22632,X,one,2010-12-01 08:26:00,2.55,17850.0,UK | malformed-row | Quantity \"one\"",
                "536365,22632,X,1.5,2010-12-01 08:26:00,2.55,17850.0,UK | malformed-row | Quantity \"1.5\"",
                "536365,22632,X,99999999999,2010-12-01 08:26:00,2.55,17850.0,UK | malformed-row | Quantity",
                "536365,22632,X,1,01/12/2010 08:26,2.55,17850.0,UK | malformed-row | InvoiceDate \"01/12/2010 08:26\"",
                "536365,22632,X,1,2010-02-30 08:26:00,2.55,17850.0,UK | malformed-row | InvoiceDate",
                "536365,22632,X,1,2010-12-01 08:26:00,2.555,17850.0,UK | malformed-row | UnitPrice \"2.555\"",
                "536365,22632,X,1,2010-12-01 08:26:00,1e9,17850.0,UK | malformed-row | UnitPrice",
                "536365,22632,X,1,2010-12-01 08:26:00,,17850.0,UK | malformed-row | UnitPrice \"\"",
                "536365,22632,X,1,2010-12-01 08:26:00,2.55,1785O,UK | malformed-row | CustomerID \"1785O\"",
                "536365,22632,X,1,2010-12-01 08:26:00,2.55,17850.0 | malformed-row | has 7 columns instead of 8",
                "536365,22632,X,1,2010-12-01 08:26:00,2.55,17850.0,UK,x | malformed-row | has 9 columns instead of 8",
                "<>,22632,X,1,2010-12-01 08:26:00,2.55,17850.0,UK | malformed-row | InvoiceNo \"<>\"",
                "'' | malformed-row | has 1 columns"
            })
    void refuses(String fields, String reason, String detail) {
        assertThat(judge(fields)).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.row().line()).isEqualTo(7);
            assertThat(refused.row().reason()).isEqualTo(reason);
            assertThat(refused.row().detail()).contains(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "12.5", "12", "+12.500"})
    void reads_prices_to_the_penny(String price) {
        Verdict verdict = judge("536365,22632,X,1,2010-12-01 08:26:00," + price + ",17850,UK");
        assertThat(((Verdict.Orderable) verdict).row().unitPrice())
                .isEqualTo(price.startsWith("12.5") || price.startsWith("+") ? 1250 : 1200);
    }

    @Test
    void shows_hostile_values_shortened_and_without_control_characters() {
        Verdict verdict = judge("536365,22632,X," + "9\u0007".repeat(500) + ",2010-12-01 08:26:00,1,17850,UK");
        assertThat(((Verdict.Refused) verdict).row().detail())
                .hasSizeLessThan(150)
                .doesNotContain("\u0007");
    }

    @Test
    void every_reason_is_documented() throws Exception {
        String documented = Files.readString(Path.of("../docs/import.md"));
        assertThat(Arrays.stream(RefusalReason.values())
                        .map(reason -> "| `" + reason.code() + "` | " + reason.explanation() + " |"))
                .allSatisfy(row -> assertThat(documented).contains(row));
        List<String> rows = documented
                .lines()
                .filter(line -> line.matches("\\| `[a-z-]+` \\|.*"))
                .toList();
        assertThat(rows).hasSameSizeAs(RefusalReason.values());
    }

    private static Verdict judge(String fields) {
        return RowRules.judge(Csv.row(7, fields));
    }
}
