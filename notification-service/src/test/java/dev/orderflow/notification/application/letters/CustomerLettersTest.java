package dev.orderflow.notification.application.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Contact;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import dev.orderflow.notification.application.Notice.Letter;
import dev.orderflow.notification.application.orders.OrderFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerLettersTest {
    private static final OrderLine HOLDER =
            new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, new Money(255, "GBP"));

    private static OrderFacts facts(boolean paid, boolean refunded, String tracking, List<Shortage> shortages) {
        return new OrderFacts(
                "o1",
                "ada",
                new Contact("Ada <Countess>", "ada@example.com"),
                List.of(HOLDER),
                3,
                new Money(2_299, "GBP"),
                paid,
                refunded,
                "card_declined",
                "address unknown",
                tracking,
                shortages);
    }

    @Test
    void a_completed_order_is_told_with_its_lines_total_and_tracking_number() {
        Letter letter = CustomerLetters.completed(facts(true, false, "TRACK-1", List.of()));

        assertThat(letter.subject()).isEqualTo("Your order o1 is on its way");
        assertThat(letter.text()).isEqualTo("""
                        Dear Ada <Countess>,

                        your order o1 has left our warehouse. Its tracking number is TRACK-1.

                          6 x WHITE HANGING HEART T-LIGHT HOLDER               £15.30
                          and 2 more
                          Total                                                £22.99

                        We have charged your card £22.99. Thank you for your order!

                        """);
        assertThat(letter.html()).contains("<p>Dear Ada &lt;Countess&gt;,</p>", "<th align=\"right\">£22.99</th>");
    }

    @Test
    void a_rejection_says_what_was_short_and_that_nothing_was_charged() {
        Letter letter = CustomerLetters.rejected(
                facts(false, false, null, List.of(new Shortage("85123A", 6, 2))), RejectionReason.OUT_OF_STOCK);

        assertThat(letter.subject()).isEqualTo("We could not serve your order o1");
        assertThat(letter.text())
                .contains(
                        "enough in stock of:", "WHITE HANGING HEART T-LIGHT HOLDER", "2 of 6", "has not been charged");
    }

    @Test
    void a_decline_and_a_failed_shipment_say_why() {
        assertThat(CustomerLetters.rejected(facts(false, false, null, List.of()), RejectionReason.PAYMENT_DECLINED)
                        .text())
                .contains("declined (card_declined)", "has not been charged");
        assertThat(CustomerLetters.rejected(facts(true, true, null, List.of()), RejectionReason.SHIPMENT_FAILED)
                        .text())
                .contains("could not take it (address unknown)", "given £22.99 back");
    }

    @Test
    void a_cancellation_says_what_went_back() {
        assertThat(CustomerLetters.cancelled(facts(true, true, null, List.of()), "changed my mind")
                        .text())
                .contains("is cancelled", "Reason given: changed my mind", "given £22.99 back");
        assertThat(CustomerLetters.cancelled(facts(false, false, null, List.of()), "")
                        .text())
                .contains("has not been charged")
                .doesNotContain("Reason given");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1999|GBP|£19.99
                    5|EUR|€0.05
                    1999|JPY|JP¥1,999
                    123456789|GBP|£1,234,567.89
                    1999|QQQ|19.99 QQQ
                    """)
    void money_is_written_as_people_write_it(long amount, String currency, String written) {
        assertThat(MoneyText.of(new Money(amount, currency))).isEqualTo(written);
    }
}
