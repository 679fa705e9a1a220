package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.infra.engine.MiniStackEngine;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One engine lost its data while another kept it: the next start says so and goes on, with nothing lost. */
class LostEngineE2E {
    private static final int PORT_BASE = 29080;

    @Test
    void a_stream_that_is_gone_is_filled_again_from_the_journals() throws IOException {
        RunningSuite first = RunningSuite.fresh("lost-engine", PORT_BASE);
        first.offer("BEFORE", 500, 10);
        String before = completed(first, "key-1", "BEFORE");
        first.suite().close();
        Path state = first.suite().layout().folders().data().resolve(MiniStackEngine.NAME);
        assertThat(state).exists();
        Deletion.deleteTree(state);

        try (Suite again = first.again()) {
            RunningSuite second = new RunningSuite(again);
            second.eventually(
                    "the warning", () -> log(second), log -> assertThat(log).contains("lost records"));
            // What was known is known still, and the stream carries on.
            assertThat(second.ended("zoe", before).required("status").asString())
                    .isEqualTo("COMPLETED");
            String after = completed(second, "key-2", "BEFORE");
            assertThat(after).isNotEqualTo(before);
            second.eventually(
                    "the stock of both orders",
                    () -> second.api()
                            .get("/v1/stock/BEFORE", second.operator())
                            .body(),
                    stock -> assertThat(stock.path("onHand").asInt()).isEqualTo(8));
            second.eventually(
                    "the old order's history on the new stream",
                    () -> second.api()
                            .get("/v1/streams/order-" + before + "/events", second.operator())
                            .body(),
                    events -> assertThat(events.path("items")).hasSize(7));
        }
    }

    private static String completed(RunningSuite suite, String key, String sku) {
        String orderId = suite.place("zoe", key, "tok_approve", Map.of(sku, 1))
                .expected()
                .required("orderId")
                .asString();
        assertThat(suite.ended("zoe", orderId).required("status").asString()).isEqualTo("COMPLETED");
        return orderId;
    }

    private static String log(RunningSuite suite) {
        try {
            return Files.readString(suite.suite().process(Service.ORDER).log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
