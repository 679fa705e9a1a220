package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.ImportRecord;
import dev.orderflow.launcher.record.Journals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of any one service in the middle of an import; started again, everything ends as if nothing had been. */
@Order(RunningSuite.SHARED_FIRST)
class KilledServiceE2E {
    /** Several chunks of an import, so that it is still under way when the first orders are accepted. */
    private static final int ORDERS = 60;

    /** A test that is tried once more takes orders that were not there before. */
    private static final AtomicInteger TRIES = new AtomicInteger();

    private final RunningSuite suite = RunningSuite.shared();
    private final Api api = suite.api();

    @ParameterizedTest
    @EnumSource(Service.class)
    void an_import_survives_the_death_of(Service killed) {
        RealOrders.Slice slice = RealOrders.slice(TRIES.getAndIncrement() * ORDERS, ORDERS);
        String importId = api.upload("/v1/imports?derive=catalogue,stock", suite.operator(), slice.file())
                .expected()
                .required("importId")
                .asString();
        awaitTheMiddleOf(importId);

        suite.suite().kill(killed);
        suite.suite().start(killed);

        JsonNode report = suite.eventually(
                "the import's end",
                Duration.ofSeconds(120),
                () -> report(importId),
                state -> assertThat(state.path("status").asString()).isEqualTo("COMPLETED"));
        assertThat(report.required("rows").required("read").asInt()).isEqualTo(slice.rows());
        assertThat(report.required("rows").required("refused").asInt()).isZero();
        assertThat(report.required("orders").required("accepted").asInt()).isEqualTo(slice.invoices());

        List<String> orders = suite.eventually(
                "all orders in the report",
                () -> orders(importId),
                all -> assertThat(all).hasSize(slice.invoices()).doesNotHaveDuplicates());
        List<String> completed = new ArrayList<>();
        for (String order : orders) {
            JsonNode ended = suite.eventually(
                    "the end of " + order,
                    Duration.ofSeconds(120),
                    () -> get("/v1/orders/" + order),
                    state -> assertThat(state.path("status").asString()).isIn("COMPLETED", "REJECTED"));
            if (ended.required("status").asString().equals("COMPLETED")) {
                completed.add(order);
            }
        }
        assertThat(completed).as("orders that the opening stock serves").hasSizeGreaterThan(ORDERS / 4);
        eachCompletedOrderWasChargedOnce(orders, completed);
        eachCustomerWasToldOnce(orders);
        suite.eventually(
                "nothing parked",
                () -> get("/v1/parked-streams"),
                parked -> assertThat(parked.required("items")).isEmpty());
    }

    /** Asked of its journal: a read model may learn of the whole import at once. */
    private void awaitTheMiddleOf(String importId) {
        try (Engines engines = Engines.of(suite.suite().layout())) {
            Journals journals = new Journals(engines.dynamo());
            suite.eventually(
                    "the middle of import " + importId,
                    Duration.ofSeconds(120),
                    () -> journals.importOf(importId),
                    record -> assertThat(record).matches(ImportRecord::isUnderWay, "is under way"));
        }
    }

    private void eachCompletedOrderWasChargedOnce(List<String> orders, List<String> completed) {
        JsonNode ledger = suite.ledger().summary();
        assertThat(ledger.required("chargedMoreThanOnce")).isEmpty();
        JsonNode charges = ledger.required("chargesPerReference");
        for (String order : orders) {
            assertThat(charges.path(order).asInt()).as(order).isEqualTo(completed.contains(order) ? 1 : 0);
        }
    }

    private void eachCustomerWasToldOnce(List<String> orders) {
        for (String order : orders) {
            suite.eventually("the e-mail for " + order, () -> get("/v1/notifications?orderId=" + order), sent -> {
                List<String> mails = sent.required("items")
                        .valueStream()
                        .filter(each -> each.path("channel").asString().equals("EMAIL"))
                        .map(each -> each.path("status").asString())
                        .toList();
                assertThat(mails).containsExactly("SENT");
            });
        }
    }

    private List<String> orders(String importId) {
        List<String> orders = new ArrayList<>();
        String path = "/v1/imports/" + importId + "/rows?outcome=ACCEPTED&limit=100";
        while (path != null) {
            Api.Answer page = api.get(path, suite.operator());
            for (JsonNode row : page.expected().required("items")) {
                String order = row.required("orderId").asString();
                if (!orders.contains(order)) {
                    orders.add(order);
                }
            }
            path = Links.next(page);
        }
        return orders;
    }

    private JsonNode report(String importId) {
        return get("/v1/imports/" + importId);
    }

    private JsonNode get(String path) {
        return api.get(path, suite.operator()).body();
    }
}
