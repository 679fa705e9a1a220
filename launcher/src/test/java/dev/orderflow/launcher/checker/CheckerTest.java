package dev.orderflow.launcher.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Evidence that was tampered with: each rule finds what breaks it. */
class CheckerTest {
    private static final Set<Rule> BROKEN = EnumSet.noneOf(Rule.class);

    private final Run run = Run.good();

    /** A rule that nothing here breaks may be one that never finds anything. */
    @AfterAll
    static void every_rule_was_broken() {
        assertThat(BROKEN).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void finds_nothing_where_all_went_well() {
        assertThat(Checker.violations(run.evidence())).isEmpty();
    }

    @Test
    void a_commit_that_was_published_and_archived_again_is_no_violation() {
        run.commit("order-o2", 3, "{'type':'order.rejected.v1','data':{}}");

        assertThat(Checker.violations(run.evidence())).isEmpty();
    }

    @Test
    void an_accepted_order_that_is_lost() {
        run.removeJournal("order-o2");
        found(Rule.ACCEPTED_IS_KEPT, "o2");
    }

    @Test
    void an_order_that_was_accepted_under_another_id() {
        run.answerOf("order", "o1").put("orderId", "o9");
        found(Rule.ACCEPTED_IS_KEPT, "o9");
    }

    @Test
    void one_key_with_two_answers() {
        run.answers.add(run.answerOf("order", "o1").deepCopy().put("orderId", "o2"));
        found(Rule.SAME_KEY_SAME_ANSWER, "k-o1");
    }

    @Test
    void one_key_accepted_with_two_contents() {
        run.answers.add(run.answerOf("order", "o1").deepCopy());
        run.answers.getLast().withObject("content").put("card", "tok_other");
        found(Rule.SAME_KEY_SAME_ANSWER, "more than one content");
    }

    @Test
    void a_refused_order_that_is_there() {
        run.answerOf("order", "o1").put("status", 422);
        found(Rule.REFUSED_LEFT_NO_TRACE, "o1");
    }

    @Test
    void an_order_without_an_answer_may_be_there() {
        run.answerOf("order", "o1").put("status", Answers.NO_ANSWER).put("orderId", "");
        assertThat(Checker.violations(run.evidence())).isEmpty();
    }

    @Test
    void an_order_that_nobody_sent() {
        run.answers.remove(run.answerOf("order", "o1"));
        found(Rule.NOTHING_FROM_NOWHERE, "o1");
    }

    @Test
    void an_order_with_other_lines_than_were_asked_for() {
        run.change("order-o2", 1, events -> events.replace("'quantity':2", "'quantity':3"));
        found(Rule.NOTHING_FROM_NOWHERE, "o2");
    }

    @Test
    void an_order_without_an_end() {
        run.remove("order-o2", 3);
        found(Rule.EVERY_ORDER_ENDS, "o2");
    }

    @Test
    void an_order_with_two_ends() {
        run.commit("order-o2", 4, "{'type':'order.cancelled.v1','data':{}}");
        found(Rule.EVERY_ORDER_ENDS, "o2");
    }

    @Test
    void an_accepted_cancellation_that_is_forgotten() {
        run.change("order-o3", 2, events -> events.replace("cancellation-requested", "step-retried"));
        run.change("order-o3", 3, events -> events.replace("cancelled", "step-timed-out"));
        found(Rule.CANCELLATION_COUNTS, "o3");
    }

    @Test
    void an_order_that_was_cancelled_in_time_and_delivered() {
        run.change("order-o3", 3, events -> events.replace("cancelled", "completed"));
        found(Rule.CANCELLATION_COUNTS, "o3");
    }

    @Test
    void an_order_that_was_delivered_as_if_nobody_had_cancelled_it() {
        run.answer("{'kind':'cancellation','status':202,'orderId':'o1'}");
        found(Rule.CANCELLATION_COUNTS, "o1");
    }

    @Test
    void a_cancellation_that_came_after_the_parcel_was_asked_for_may_be_too_late() {
        run.answer("{'kind':'cancellation','status':202,'orderId':'o1'}");
        run.change("order-o1", 4, events -> "[{'type':'order.shipment-requested.v1','data':{}}]");
        run.change("order-o1", 5, events -> events.replace("order.shipped", "order.cancellation-requested"));
        assertThat(Checker.violations(run.evidence())).isEmpty();
    }

    @Test
    void a_cancellation_of_what_is_being_undone_already_needs_no_record() {
        run.answer("{'kind':'cancellation','status':202,'orderId':'o2'}");
        assertThat(Checker.violations(run.evidence())).isEmpty();
    }

    @Test
    void a_second_charge() {
        run.ledger.add(Run.json("{'type':'charge','id':'c9','reference':'o1','amount':500}"));
        found(Rule.CHARGED_AT_MOST_ONCE, "o1");
    }

    @Test
    void a_charge_for_no_order() {
        run.ledger.add(Run.json("{'type':'charge','id':'c9','reference':'o9','amount':500}"));
        found(Rule.LEDGER_AGREES, "o9");
    }

    @Test
    void a_completed_order_that_was_not_charged() {
        run.ledger.removeIf(entry -> entry.path("reference").asString().equals("o1"));
        found(Rule.PAID_IF_COMPLETED, "o1");
    }

    @Test
    void a_cancelled_order_that_has_not_its_money_back() {
        run.ledger.removeIf(entry -> entry.path("chargeId").asString().equals("c3"));
        found(Rule.PAID_IF_COMPLETED, "o3");
    }

    @Test
    void an_accepted_refund_that_was_not_made() {
        run.remove("payment-o1", 2);
        run.ledger.removeIf(entry -> entry.path("chargeId").asString().equals("c1"));
        found(Rule.REFUND_COUNTS, "rf1");
    }

    @Test
    void a_parcel_that_nobody_paid() {
        run.removeJournal("payment-o1");
        found(Rule.SHIPPED_IF_PAID, "o1");
    }

    @Test
    void an_oversold_product() {
        run.change("warehouse-main", 1, events -> events.replace("'quantity':10", "'quantity':1"));
        found(Rule.NEVER_OVERSOLD, "TEA");
    }

    @Test
    void a_reservation_that_ends_twice() {
        run.commit("warehouse-main", 8, Run.lines("stock-released", "o2"));
        found(Rule.STOCK_IS_CONSERVED, "o2");
    }

    @Test
    void a_reservation_that_never_ends() {
        run.commit("warehouse-main", 8, Run.lines("stock-reserved", "o9"));
        found(Rule.STOCK_IS_CONSERVED, "o9");
    }

    @Test
    void a_delivery_that_was_answered_and_not_counted() {
        run.answer("{'kind':'receipt','status':201,'reason':'delivery 2','sku':'TEA'}");
        found(Rule.STOCK_IS_CONSERVED, "delivery 2");
    }

    @Test
    void a_commit_that_was_never_published() {
        run.remove("order-o1", 4);
        found(Rule.STREAM_HAS_NO_GAP, "order-o1");
    }

    @Test
    void commits_that_changed_places_on_the_stream() {
        int second = indexOf("order-o2", 2);
        int third = indexOf("order-o2", 3);
        Seen later = run.stream.set(third, run.stream.get(second));
        run.stream.set(second, later);
        found(Rule.STREAM_IN_ORDER, "order-o2");
    }

    @Test
    void a_version_with_two_contents() {
        run.commit("order-o2", 3, "{'type':'order.completed.v1','data':{}}");
        found(Rule.A_VERSION_HAS_ONE_CONTENT, "order-o2");
    }

    @Test
    void a_record_that_is_archived_twice() {
        run.archive.add(run.archive.getFirst());
        found(Rule.ARCHIVE_IS_THE_STREAM, "more than once");
    }

    @Test
    void a_record_that_is_not_archived() {
        run.archive.removeLast();
        found(Rule.ARCHIVE_IS_THE_STREAM, "not archived");
    }

    @Test
    void a_record_that_is_archived_otherwise_than_it_came() {
        int index = indexOf("order-o2", 3);
        Seen was = run.archive.get(index);
        run.archive.set(
                index,
                Seen.of(
                        was.shard(),
                        was.sequence(),
                        Run.json(
                                "{'streamId':'order-o2','firstVersion':3,'events':[{'type':'order.rejected.v1','data':{'x':1}}]}"),
                        true));
        found(Rule.ARCHIVE_IS_THE_STREAM, "as it came");
    }

    @Test
    void a_line_of_the_archive_that_never_was_a_record() {
        run.archive.add(Seen.of(
                "shard-0",
                "999",
                Run.json("{'streamId':'x-1','firstVersion':1,'events':[{'type':'x','data':{}}]}"),
                true));
        found(Rule.ARCHIVE_IS_THE_STREAM, "not on the stream");
    }

    @Test
    void a_read_model_that_shows_another_end() {
        run.answerOf("order-at-end", "o1").put("state", "PAID");
        found(Rule.VIEWS_AGREE, "o1");
    }

    @Test
    void a_stock_that_is_shown_wrongly() {
        run.answers.stream()
                .filter(answer -> answer.path("kind").asString().equals("stock-at-end"))
                .forEach(answer -> answer.put("onHand", 7));
        found(Rule.VIEWS_AGREE, "TEA");
    }

    @Test
    void a_stream_that_stands_parked() {
        run.answer("{'kind':'parked-at-end','status':200,'streams':['order-o1']}");
        found(Rule.NOTHING_IS_PARKED, "order-o1");
    }

    private int indexOf(String journal, long firstVersion) {
        for (int i = 0; i < run.stream.size(); i++) {
            if (run.stream.get(i).journal().equals(journal) && run.stream.get(i).firstVersion() == firstVersion) {
                return i;
            }
        }
        throw new AssertionError(journal + "@" + firstVersion);
    }

    private void found(Rule rule, String what) {
        BROKEN.add(rule);
        assertThat(Checker.violations(run.evidence()))
                .filteredOn(violation -> violation.rule() == rule)
                .extracting(Violation::what)
                .anySatisfy(text -> assertThat(text).contains(what));
    }
}
