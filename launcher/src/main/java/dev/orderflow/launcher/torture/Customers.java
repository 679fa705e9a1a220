package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.checker.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** People who order, repeat themselves, change their minds, and want their money back; and what they were answered. */
final class Customers {
    private static final int CUSTOMERS = 20;

    /** A client that got no answer asks again, so often; then it gives up. */
    private static final int ATTEMPTS = 8;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(700);

    /** Orders that may be cancelled, repeated or refunded later. */
    private static final int REMEMBERED = 50;

    private static final List<String> CARDS = List.of(
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_decline",
            "tok_slow",
            "tok_error",
            "tok_timeout_charged",
            "tok_timeout_not_charged",
            "tok_refund_fails_twice",
            "tok_refund_timeout_refunded");

    private final Api api;
    private final Shelf shelf;
    private final Answers answers;
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger refunds = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private final LinkedHashMap<String, String> accepted = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> touchable = new LinkedHashMap<>();
    private final List<OrderRequest> recent = new ArrayList<>();

    Customers(Api api, Shelf shelf, Answers answers) {
        this.api = api;
        this.shelf = shelf;
        this.answers = answers;
    }

    /** Fetches every token while the issuer is there. */
    void arrive() {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            api.token("customer", "torture-" + customer);
        }
    }

    /** Orders that were accepted, with the customer of each. */
    Map<String, String> accepted() {
        synchronized (accepted) {
            return Map.copyOf(accepted);
        }
    }

    long requests() {
        return requests.get();
    }

    /** One thing that somebody does; returns when it is answered or given up. */
    void act(RandomGenerator random) {
        int what = random.nextInt(100);
        if (what < 62) {
            place(newRequest(random));
        } else if (what < 70) {
            repeat(random, false);
        } else if (what < 75) {
            repeat(random, true);
        } else if (what < 79) {
            place(nonsense(random));
        } else if (what < 93) {
            cancel(random);
        } else {
            refund(random);
        }
    }

    private OrderRequest newRequest(RandomGenerator random) {
        Map<String, Integer> lines = new HashMap<>();
        int products = 1 + random.nextInt(3);
        for (int line = 0; line < products; line++) {
            lines.put(shelf.any(random), 1 + random.nextInt(3));
        }
        String address = random.nextInt(20) == 0 ? "FAIL" : random.nextInt(20) == 0 ? "SLOW" : "LS1 1AA";
        return new OrderRequest(
                "torture-" + random.nextInt(CUSTOMERS),
                "key-" + orders.incrementAndGet(),
                Map.copyOf(lines),
                CARDS.get(random.nextInt(CARDS.size())),
                address);
    }

    private OrderRequest nonsense(RandomGenerator random) {
        OrderRequest order = newRequest(random);
        return new OrderRequest(
                order.customer(), order.key(), Map.of("NO-SUCH-PRODUCT", 1), order.card(), order.address());
    }

    private void place(OrderRequest request) {
        remember(request);
        String token = api.token("customer", request.customer());
        ask(() -> api.post("/v1/orders", token, request.key(), request.body()), (status, answer) -> {
            String orderId = answer.path("orderId").asString();
            answers.write(
                    Answers.ORDER,
                    status,
                    Map.of(
                            "customer",
                            request.customer(),
                            "key",
                            request.key(),
                            "content",
                            request.content(),
                            "orderId",
                            orderId));
            if (status / 100 == 2) {
                noteAccepted(orderId, request.customer());
            }
        });
    }

    private void noteAccepted(String orderId, String customer) {
        synchronized (accepted) {
            accepted.put(orderId, customer);
            touchable.put(orderId, customer);
            if (touchable.size() > REMEMBERED) {
                touchable.pollFirstEntry();
            }
        }
    }

    private void repeat(RandomGenerator random, boolean otherContent) {
        OrderRequest before = recent(random);
        if (before != null) {
            OrderRequest again = !otherContent
                    ? before
                    : new OrderRequest(
                            before.customer(),
                            before.key(),
                            Map.of(shelf.any(random), 4 + random.nextInt(3)),
                            before.card(),
                            before.address());
            place(again);
        }
    }

    private void cancel(RandomGenerator random) {
        Map.Entry<String, String> order = anyAccepted(random);
        if (order == null) {
            return;
        }
        String token = api.token("customer", order.getValue());
        Map<String, String> body = Map.of("reason", "changed my mind");
        ask(
                () -> api.post("/v1/orders/" + order.getKey() + "/cancellation", token, "unused", body),
                (status, answer) -> answers.write(Answers.CANCELLATION, status, Map.of("orderId", order.getKey())));
    }

    /** Every second time the newest one, which is still under way. */
    private Map.@Nullable Entry<String, String> anyAccepted(RandomGenerator random) {
        synchronized (accepted) {
            return random.nextBoolean() ? touchable.lastEntry() : touchable.firstEntry();
        }
    }

    private void refund(RandomGenerator random) {
        Map.Entry<String, String> any = anyAccepted(random);
        if (any == null) {
            return;
        }
        String order = any.getKey();
        String key = "refund-" + refunds.incrementAndGet();
        Map<String, Object> body =
                Map.of("amount", Map.of("amount", 1 + random.nextInt(100), "currency", "GBP"), "reason", "goodwill");
        ask(
                () -> api.post("/v1/payments/" + order + "/refunds", api.token("operator", ""), key, body),
                (status, answer) -> answers.write(
                        Answers.REFUND,
                        status,
                        Map.of(
                                "orderId",
                                order,
                                "refundId",
                                answer.path("refundId").asString())));
    }

    private interface Told {
        void answer(int status, JsonNode body);
    }

    /** Asks until there is an answer that says whether it was done: each attempt is written down. */
    private void ask(Supplier<Api.Answer> request, Told told) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            requests.incrementAndGet();
            Api.Answer answer;
            try {
                answer = request.get();
            } catch (SuiteException nobody) {
                told.answer(0, MissingNode.getInstance());
                Pause.of(BETWEEN_ATTEMPTS);
                continue;
            }
            told.answer(answer.status(), answer.body());
            if (answer.status() < 500 && answer.status() != 429) {
                return;
            }
            Pause.of(BETWEEN_ATTEMPTS);
        }
    }

    private void remember(OrderRequest request) {
        synchronized (recent) {
            recent.add(request);
            if (recent.size() > REMEMBERED) {
                recent.removeFirst();
            }
        }
    }

    private @Nullable OrderRequest recent(RandomGenerator random) {
        synchronized (recent) {
            return recent.isEmpty() ? null : recent.get(random.nextInt(recent.size()));
        }
    }
}
