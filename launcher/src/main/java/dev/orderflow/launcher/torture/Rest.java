package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Wait;
import dev.orderflow.launcher.checker.Answers;
import dev.orderflow.launcher.checker.EvidenceReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * When the faults have stopped everything comes to its end, within a bound; then clients look once more, and what they are
 * told is evidence like the rest. What is not at rest by then is not waited for: the checker finds it.
 */
final class Rest {
    /**
     * An intent that a crash orphaned is asked about after 30 s, a step without an answer is asked for again after two
     * minutes; twice that, and a slow machine.
     */
    private static final Duration BOUND = Duration.ofMinutes(6);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(4);

    private static final Duration AN_ORDER_IS_READ_WITHIN = Duration.ofMinutes(1);

    private static final Set<String> ENDS = Set.of("COMPLETED", "REJECTED", "CANCELLED");

    private final Api api;
    private final Shelf shelf;
    private final EvidenceReader reader;
    private final Answers answers;
    private final Progress progress;

    Rest(Api api, Shelf shelf, EvidenceReader reader, Answers answers, Progress progress) {
        this.api = api;
        this.shelf = shelf;
        this.reader = reader;
        this.answers = answers;
        this.progress = progress;
    }

    /** @param accepted orders, with the customer of each */
    void await(Map<String, String> accepted) {
        long began = System.nanoTime();
        String open = "";
        EvidenceReader.Activity before = null;
        while (System.nanoTime() - began < BOUND.toNanos()) {
            EvidenceReader.Activity now = reader.activity();
            if (now.isRest() && now.equals(before) && viewsAreAt(now)) {
                progress.line("  at rest after "
                        + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
                break;
            }
            before = now;
            if (!now.toString().equals(open)) {
                open = now.toString();
                progress.line("  " + open);
            }
            Pause.of(BETWEEN_LOOKS);
        }
        lookOnceMore(accepted);
    }

    /** The view of the stock has reached the warehouse's own version. */
    private boolean viewsAreAt(EvidenceReader.Activity activity) {
        return shelf.skus().stream()
                        .map(shelf::stock)
                        .mapToLong(stock -> stock.path("version").asLong())
                        .max()
                        .orElse(0)
                >= activity.warehouseVersion();
    }

    private void lookOnceMore(Map<String, String> accepted) {
        accepted.forEach((orderId, customer) -> {
            Api.Answer answer = ended(orderId, customer);
            answers.write(
                    Answers.ORDER_AT_END,
                    answer.status(),
                    Map.of(
                            "orderId",
                            orderId,
                            "state",
                            answer.body().path("status").asString()));
        });
        for (String sku : shelf.skus()) {
            JsonNode stock =
                    api.look("/v1/stock/" + sku, api.token("operator", "")).body();
            answers.write(
                    Answers.STOCK_AT_END,
                    200,
                    Map.of(
                            "sku", sku,
                            "onHand", stock.path("onHand").asLong(),
                            "reserved", stock.path("reserved").asLong()));
        }
        Api.Answer parked = api.look("/v1/parked-streams?limit=100", api.token("operator", ""));
        List<String> streams = parked.body()
                .path("items")
                .valueStream()
                .map(stream -> stream.path("application").asString() + " "
                        + stream.path("streamId").asString() + ": "
                        + stream.path("cause").asString())
                .toList();
        answers.write(Answers.PARKED_AT_END, parked.status(), Map.of("streams", streams));
        answers.flush();
    }

    /** A read model may be behind the journal whose end was seen: by a minute where its instance was killed at last. */
    private Api.Answer ended(String orderId, String customer) {
        Supplier<Api.Answer> look = () -> api.get("/v1/orders/" + orderId, api.token("customer", customer));
        return Wait.upTo(
                        AN_ORDER_IS_READ_WITHIN,
                        () -> Optional.of(look.get())
                                .filter(answer -> ENDS.contains(
                                        answer.body().path("status").asString())))
                .orElseGet(look);
    }
}
