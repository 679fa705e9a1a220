package dev.orderflow.launcher.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The evidence of a small run in which all went well: one order completed and partly refunded, one declined, one cancelled
 * after it was paid. A test spoils a part of it.
 */
final class Run {
    private static final JsonMapper JSON = new JsonMapper();

    final List<ObjectNode> answers = new ArrayList<>();
    final List<ObjectNode> ledger = new ArrayList<>();
    final List<Seen> stream = new ArrayList<>();
    final List<Seen> archive = new ArrayList<>();
    private int sequence;

    static Run good() {
        Run run = new Run();
        run.receipt("TEA", 10);
        run.completed("o1");
        run.declined("o2");
        run.cancelledAfterPayment("o3");
        run.answer("{'kind':'stock-at-end','status':200,'sku':'TEA','onHand':8,'reserved':0}");
        run.answer("{'kind':'parked-at-end','status':200,'streams':[]}");
        return run;
    }

    Evidence evidence() {
        return new Evidence(List.copyOf(answers), List.copyOf(ledger), stream, archive);
    }

    private void receipt(String sku, int quantity) {
        answer("{'kind':'receipt','status':201,'reason':'delivery 1','sku':'" + sku + "'}");
        commit(
                "warehouse-main",
                1,
                "{'type':'warehouse.stock-received.v1','data':{'receiptId':'r1','reason':'delivery 1','lines':[{'sku':'"
                        + sku + "','quantity':" + quantity + "}]}}");
    }

    private void placed(String order, String card) {
        answer("{'kind':'order','status':202,'customer':'ada','key':'k-" + order + "','orderId':'" + order
                + "','content':{'lines':{'TEA':2},'card':'" + card + "'}}");
        commit(
                "order-" + order,
                1,
                "{'type':'order.placed.v1','data':{'orderId':'" + order
                        + "','customerId':'ada','idempotencyKey':'k-" + order
                        + "','lines':[{'sku':'TEA','quantity':2}],'total':{'amount':500,'currency':'GBP'},'card':'"
                        + card
                        + "'}}");
    }

    private void completed(String order) {
        placed(order, "tok_approve");
        commit("warehouse-main", 2, lines("stock-reserved", order));
        commit("order-" + order, 2, of("order.stock-reserved"), of("order.payment-requested"));
        captured(order, "c1");
        commit("order-" + order, 4, of("order.paid"));
        commit("warehouse-main", 3, lines("shipment-dispatched", order));
        commit("order-" + order, 5, of("order.shipped"), of("order.completed"));
        answer("{'kind':'refund','status':202,'orderId':'" + order + "','refundId':'rf1'}");
        refunded(order, "c1", "rf1", 2, 100);
        atEnd(order, "COMPLETED");
    }

    private void declined(String order) {
        placed(order, "tok_decline");
        commit("warehouse-main", 4, lines("stock-reserved", order));
        commit("order-" + order, 2, of("order.payment-declined"));
        commit("warehouse-main", 5, lines("stock-released", order));
        commit("order-" + order, 3, of("order.rejected"));
        atEnd(order, "REJECTED");
    }

    private void cancelledAfterPayment(String order) {
        placed(order, "tok_approve");
        commit("warehouse-main", 6, lines("stock-reserved", order));
        captured(order, "c3");
        answer("{'kind':'cancellation','status':202,'orderId':'" + order + "'}");
        commit("order-" + order, 2, of("order.cancellation-requested"));
        refunded(order, "c3", "rf3", 2, 500);
        commit("warehouse-main", 7, lines("stock-released", order));
        commit("order-" + order, 3, of("order.cancelled"));
        atEnd(order, "CANCELLED");
    }

    private void captured(String order, String charge) {
        ledger.add(json("{'type':'charge','id':'" + charge + "','reference':'" + order + "','amount':500}"));
        commit("payment-" + order, 1, "{'type':'payment.captured.v1','data':{'amount':{'amount':500}}}");
    }

    private void refunded(String order, String charge, String refund, long version, int amount) {
        ledger.add(
                json("{'type':'refund','id':'x" + refund + "','chargeId':'" + charge + "','amount':" + amount + "}"));
        commit(
                "payment-" + order,
                version,
                "{'type':'payment.refunded.v1','data':{'refundId':'" + refund + "','amount':{'amount':" + amount
                        + "}}}");
    }

    private void atEnd(String order, String state) {
        answer("{'kind':'order-at-end','status':200,'orderId':'" + order + "','state':'" + state + "'}");
    }

    private static String of(String type) {
        return "{'type':'" + type + ".v1','data':{}}";
    }

    static String lines(String type, String order) {
        return "{'type':'warehouse." + type + ".v1','data':{'orderId':'" + order
                + "','lines':[{'sku':'TEA','quantity':2}]}}";
    }

    void answer(String json) {
        answers.add(json(json));
    }

    /** Onto the stream and into the archive. */
    void commit(String journal, long firstVersion, String... events) {
        ObjectNode commit = json("{'streamId':'" + journal + "','firstVersion':" + firstVersion + ",'events':["
                + String.join(",", events) + "]}");
        sequence++;
        stream.add(Seen.of("shard-0", "" + sequence, commit, false));
        archive.add(Seen.of("shard-0", "" + sequence, commit, true));
    }

    /** Changes the archived copy and the stream's alike, so that only the meaning is wrong. */
    void change(String journal, long firstVersion, UnaryOperator<String> events) {
        for (int i = 0; i < archive.size(); i++) {
            Seen was = archive.get(i);
            if (was.journal().equals(journal) && was.firstVersion() == firstVersion) {
                String text = events.apply(was.events().toString().replace('"', '\''));
                ObjectNode commit = json(
                        "{'streamId':'" + journal + "','firstVersion':" + firstVersion + ",'events':" + text + "}");
                archive.set(i, Seen.of(was.shard(), was.sequence(), commit, true));
                stream.set(i, Seen.of(was.shard(), was.sequence(), commit, false));
            }
        }
    }

    void remove(String journal, long firstVersion) {
        archive.removeIf(seen -> seen.journal().equals(journal) && seen.firstVersion() == firstVersion);
        stream.removeIf(seen -> seen.journal().equals(journal) && seen.firstVersion() == firstVersion);
    }

    void removeJournal(String journal) {
        archive.removeIf(seen -> seen.journal().equals(journal));
        stream.removeIf(seen -> seen.journal().equals(journal));
    }

    ObjectNode answerOf(String kind, String orderId) {
        return answers.stream()
                .filter(answer -> answer.path("kind").asString().equals(kind)
                        && answer.path("orderId").asString().equals(orderId))
                .findFirst()
                .orElseThrow();
    }

    static ObjectNode json(String singleQuoted) {
        JsonNode node = JSON.readTree(singleQuoted.replace('\'', '"'));
        return (ObjectNode) node;
    }
}
