package dev.orderflow.gatewaysim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.orderflow.gatewaysim.Reply.Pause;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side: routes, reads keys and bodies within bounds, and writes answers, holding back those that must be late. */
final class HttpApi implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(HttpApi.class.getName());

    /** A charge needs a few hundred bytes; what is larger is not read. */
    private static final int MAX_BODY_BYTES = 16 * 1024;

    /** Keeps one page of the ledger under half a megabyte. */
    private static final int MAX_PAGE = 1_000;

    private static final int DEFAULT_PAGE = 100;

    private final Gateway gateway;
    private final JsonMapper json;
    private final Duration slow;
    private final Duration held;
    private final CountDownLatch closing;

    HttpApi(Gateway gateway, JsonMapper json, Duration slow, Duration held, CountDownLatch closing) {
        this.gateway = gateway;
        // Answers are streamed into the exchange, which ends the response itself.
        this.json = json.rebuild().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        this.slow = slow;
        this.held = held;
        this.closing = closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = route(exchange);
            } catch (IOException | RuntimeException failed) {
                LOG.log(System.Logger.Level.ERROR, "The gateway failed on its own account", failed);
                reply = Reply.of(Problem.of(
                        500, "internal-error", "The gateway failed", "What became of the request must be asked."));
            }
            if (waitedFor(reply.pause())) {
                write(exchange, reply);
            }
        }
    }

    /** False where the simulator is closing: the client then sees a broken connection, as it would from a crash. */
    private boolean waitedFor(Pause pause) {
        try {
            return switch (pause) {
                case NONE -> true;
                case SLOW -> !closing.await(slow.toMillis(), TimeUnit.MILLISECONDS);
                case HELD -> !closing.await(held.toMillis(), TimeUnit.MILLISECONDS);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Reply route(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        return switch (exchange.getRequestURI().getPath()) {
            case "/v1/charges" ->
                switch (method) {
                    case "POST" -> charge(exchange);
                    case "GET" -> byKey(exchange, true);
                    default -> methodNotAllowed(exchange, "GET, POST");
                };
            case "/v1/refunds" ->
                switch (method) {
                    case "POST" -> refund(exchange);
                    case "GET" -> byKey(exchange, false);
                    default -> methodNotAllowed(exchange, "GET, POST");
                };
            case "/v1/ledger" -> method.equals("GET") ? ledger(exchange) : methodNotAllowed(exchange, "GET");
            case "/v1/ledger/summary" -> method.equals("GET") ? gateway.summary() : methodNotAllowed(exchange, "GET");
            case "/health" ->
                method.equals("GET") ? Reply.of(200, Map.of("status", "UP")) : methodNotAllowed(exchange, "GET");
            default ->
                Reply.of(Problem.of(
                        404,
                        "no-such-resource",
                        "No such resource",
                        "There is /v1/charges, /v1/refunds, /v1/ledger, /v1/ledger/summary and /health."));
        };
    }

    private Reply charge(HttpExchange exchange) throws IOException {
        return withKeyAndBody(exchange, (key, body) -> switch (RequestReader.charge(body)) {
            case RequestReader.Valid<ChargeRequest>(ChargeRequest request) -> gateway.charge(key, request);
            case RequestReader.Invalid<ChargeRequest>(Problem problem) -> Reply.of(problem);
        });
    }

    private Reply refund(HttpExchange exchange) throws IOException {
        return withKeyAndBody(exchange, (key, body) -> switch (RequestReader.refund(body)) {
            case RequestReader.Valid<RefundRequest>(RefundRequest request) -> gateway.refund(key, request);
            case RequestReader.Invalid<RefundRequest>(Problem problem) -> Reply.of(problem);
        });
    }

    private interface KeyedRequest {
        Reply answer(String key, byte[] body);
    }

    private static Reply withKeyAndBody(HttpExchange exchange, KeyedRequest request) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || !RequestReader.isName(key)) {
            return Reply.of(Problem.of(
                    400,
                    "idempotency-key-missing",
                    "Idempotency-Key is missing or malformed",
                    "Send the header Idempotency-Key with 1 to 200 printable ASCII characters without spaces."));
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
            return Reply.of(Problem.of(
                    415, "unsupported-media-type", "Unsupported media type", "Send Content-Type: application/json."));
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return Reply.of(Problem.of(
                    413, "body-too-large", "Body too large", "A body may have at most " + MAX_BODY_BYTES + " bytes."));
        }
        return request.answer(key, body);
    }

    private Reply byKey(HttpExchange exchange, boolean charge) {
        String key = query(exchange).get("key");
        if (key == null || !RequestReader.isName(key)) {
            return Reply.of(Problem.of(
                    400,
                    "key-missing",
                    "key is missing or malformed",
                    "Ask with ?key= and the Idempotency-Key that the request was sent with."));
        }
        return charge ? gateway.findCharge(key) : gateway.findRefund(key);
    }

    private Reply ledger(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        int offset = boundedNumber(query.get("cursor"), 0, 0, Integer.MAX_VALUE - MAX_PAGE);
        int limit = boundedNumber(query.get("limit"), DEFAULT_PAGE, 1, MAX_PAGE);
        if (offset < 0 || limit < 0) {
            return Reply.of(Problem.of(
                    400,
                    "invalid-page",
                    "Invalid page",
                    "limit is a number from 1 to " + MAX_PAGE + "; cursor is the nextCursor of the page before."));
        }
        return gateway.ledger(offset, limit);
    }

    /** -1 where the text is no number between the bounds. */
    private static int boundedNumber(@Nullable String text, int whenAbsent, int min, int max) {
        if (text == null) {
            return whenAbsent;
        }
        try {
            int number = Integer.parseInt(text);
            return number < min || number > max ? -1 : number;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                query.put(decoded(nameAndValue[0]), nameAndValue.length == 2 ? decoded(nameAndValue[1]) : "");
            }
        }
        return query;
    }

    /** A query with a broken escape never gets here: the server's own URI parser has refused it. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Reply methodNotAllowed(HttpExchange exchange, String allowed) {
        exchange.getResponseHeaders().set("Allow", allowed);
        return Reply.of(Problem.of(
                405, "method-not-allowed", "Method not allowed", "This resource answers to " + allowed + "."));
    }

    private void write(HttpExchange exchange, Reply reply) {
        try {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            reply.body() instanceof Problem ? "application/problem+json" : "application/json");
            if (reply.replayed()) {
                exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            }
            exchange.sendResponseHeaders(reply.status(), 0);
            try (OutputStream out = exchange.getResponseBody()) {
                json.writeValue(out, reply.body());
            }
        } catch (IOException | RuntimeException gone) {
            // The client did not wait for its answer, which is what several cards are for.
            LOG.log(System.Logger.Level.DEBUG, "The client had gone", gone);
        }
    }
}
