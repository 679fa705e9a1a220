package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.orderflow.e2e.Exchange.Answer;
import dev.orderflow.infra.apigateway.ApiDocument;
import dev.orderflow.infra.apigateway.ApiDocument.Operation;
import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.templates.Proof;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.record.Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The edge stack in LocalStack, in front of the whole suite: every operation of the API document answers through API Gateway
 * as it answers directly, in what it does and in what it refuses.
 */
@Tag(LocalStack.TAG)
class EveryOperationThroughApiGatewayE2E {
    /** Far from a user's suite and from the other tests' ones. */
    private static final int PORT_BASE = 31480;

    private static final String FORGED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.";

    /** The first answer and its repetition are equal: what was done is done. */
    private static final Set<String> NOTHING = Set.of();

    /** Orders and payments go on by themselves: a repetition is answered with what is true by then. */
    private static final Set<String> STATUS = Set.of("status", "version", "etag");

    /** What the rebuilding service adds as it goes on; what was asked for, when and by whom stays. */
    private static final Set<String> PROGRESS = Set.of(
            "generation",
            "phase",
            "updatedAt",
            "endedAt",
            "workedOnBy",
            "recordsTotal",
            "recordsRead",
            "commits",
            "recordsPerSecond",
            "secondsRemaining",
            "drift",
            "failure",
            "note");

    private static final ApiDocument API = ApiDocument.ofCheckout();

    /** Of pages that may call, as one parameter tells gateway and services. */
    private static final String ORIGINS = "https://console.example.com,http://localhost:3000";

    /** Of this try alone, since LocalStack outlives it. */
    private static String run;

    private static String stream;
    private static LocalStack localStack;
    private static RunningSuite suite;
    private static EdgeInLocalStack edge;
    private static String operator;
    private static String customer;

    /** An order that has come to its good end. */
    private static String completed;

    private static String importId;

    /** Path of a verification of the archive that has ended. */
    private static String verification;

    /** Path of a stream that is parked by a service which does not run any more. */
    private static String parked;

    /** What is asked of an operation; it comes by the document's order, so that one may need what one before did. */
    private interface Walk {
        void walk(TwoWays ways);
    }

    private static final Map<String, Walk> WALKS = Map.ofEntries(
            Map.entry("placeOrder", EveryOperationThroughApiGatewayE2E::placeOrder),
            Map.entry("listOrders", EveryOperationThroughApiGatewayE2E::listOrders),
            Map.entry("getOrder", EveryOperationThroughApiGatewayE2E::getOrder),
            Map.entry("cancelOrder", EveryOperationThroughApiGatewayE2E::cancelOrder),
            Map.entry("listOrderEvents", ways -> {
                ways.same(
                        200, get("/v1/orders/" + completed + "/events?limit=2").as(customer));
                ways.same(404, get("/v1/orders/o-0000/events").as(customer));
            }),
            Map.entry("diffOrder", ways -> {
                ways.same(
                        200,
                        get("/v1/orders/" + completed + "/diff?from=1&to=3").as(customer));
                ways.same(400, get("/v1/orders/" + completed + "/diff?from=0").as(customer));
            }),
            Map.entry("getOrderProcess", ways -> {
                conditional(ways, "/v1/orders/" + completed + "/process");
                ways.same(404, get("/v1/orders/o-0000/process").as(customer));
            }),
            Map.entry("actOnOrderProcess", EveryOperationThroughApiGatewayE2E::actOnOrderProcess),
            Map.entry("listStuckOrders", ways -> {
                ways.same(200, get("/v1/stuck-orders").as(operator));
                ways.same(400, get("/v1/stuck-orders?cursor=made-up").as(operator));
            }),
            Map.entry("startImport", EveryOperationThroughApiGatewayE2E::startImport),
            Map.entry("getImport", ways -> {
                ways.same(200, get("/v1/imports/" + importId).as(operator));
                ways.same(404, get("/v1/imports/i-0000").as(operator));
            }),
            Map.entry("listImportRows", ways -> {
                ways.same(200, get("/v1/imports/" + importId + "/rows?limit=1").as(operator));
                ways.same(
                        400,
                        get("/v1/imports/" + importId + "/rows?outcome=LOST").as(operator));
            }),
            Map.entry("listProducts", ways -> {
                Answer first = ways.same(200, get("/v1/products?limit=1").as(customer));
                String next = first.header("link").replaceAll("<(.*)>.*", "$1");
                ways.same(200, get(next).as(customer));
                ways.same(400, get("/v1/products?limit=0").as(customer));
            }),
            Map.entry("getProduct", ways -> {
                conditional(ways, "/v1/products/BOWL");
                ways.same(
                        200,
                        get("/v1/products/BOWL?minVersion=999")
                                .with("Prefer", "wait=1")
                                .as(customer));
                ways.same(404, get("/v1/products/NO-SUCH").as(customer));
                ways.same(400, get("/v1/products/A%20B").as(customer));
                ways.same(406, get("/v1/products/BOWL").as(customer).with("Accept", "text/csv"));
            }),
            Map.entry("putProduct", EveryOperationThroughApiGatewayE2E::putProduct),
            Map.entry("getStock", ways -> {
                ways.same(200, get("/v1/stock/BOWL").as(customer));
                ways.same(404, get("/v1/stock/NO-SUCH").as(customer));
            }),
            Map.entry("diffStock", ways -> {
                ways.same(200, get("/v1/stock/BOWL/diff?from=1&to=2").as(customer));
                ways.same(400, get("/v1/stock/BOWL/diff").as(customer));
            }),
            Map.entry("listStockEvents", ways -> {
                ways.same(200, get("/v1/stock/BOWL/events").as(operator));
                ways.same(404, get("/v1/stock/NO-SUCH/events").as(operator));
            }),
            Map.entry("receiveStock", ways -> {
                Map<String, Object> delivery = Map.of("quantity", 5, "reason", "Second delivery");
                ways.once(
                        201,
                        NOTHING,
                        post("/v1/stock/BOWL/receipts")
                                .as(operator)
                                .key("second-delivery")
                                .json(delivery));
                ways.same(
                        422,
                        post("/v1/stock/BOWL/receipts")
                                .as(operator)
                                .key("second-delivery")
                                .json(Map.of("quantity", 6, "reason", "Other content")));
            }),
            Map.entry("adjustStock", ways -> {
                Map<String, Object> broken = Map.of("delta", -1, "reason", "Broken");
                ways.once(
                        201,
                        NOTHING,
                        post("/v1/stock/BOWL/adjustments")
                                .as(operator)
                                .key("broken")
                                .json(broken));
                ways.same(
                        409,
                        post("/v1/stock/BOWL/adjustments")
                                .as(operator)
                                .key("all")
                                .json(Map.of("delta", -100_000, "reason", "All of it")));
            }),
            Map.entry("listStockMovements", ways -> {
                ways.same(200, get("/v1/stock/BOWL/movements?limit=2").as(operator));
                ways.same(400, get("/v1/stock/BOWL/movements?limit=many").as(operator));
            }),
            Map.entry("getShipment", ways -> {
                conditional(ways, "/v1/shipments/" + completed);
                ways.same(404, get("/v1/shipments/o-0000").as(customer));
            }),
            Map.entry("getPayment", ways -> {
                conditional(ways, "/v1/payments/" + completed);
                ways.same(404, get("/v1/payments/o-0000").as(customer));
            }),
            Map.entry("refundPayment", ways -> {
                String refunds = "/v1/payments/" + completed + "/refunds";
                ways.once(
                        202, STATUS, post(refunds).as(operator).key("goodwill").json(refund(100)));
                ways.same(422, post(refunds).as(operator).key("too-much").json(refund(1_000_000)));
            }),
            Map.entry("getCustomerBalance", ways -> {
                ways.same(200, get("/v1/customers/ada/balance").as(customer));
                ways.same(404, get("/v1/customers/eve/balance").as(customer));
            }),
            Map.entry("listNotifications", ways -> {
                ways.same(200, get("/v1/notifications?orderId=" + completed).as(customer));
                ways.same(400, get("/v1/notifications").as(customer));
            }),
            Map.entry("listStreamEvents", ways -> {
                ways.same(200, get("/v1/streams/order-" + completed + "/events").as(operator));
                ways.same(404, get("/v1/streams/order-o-0000/events").as(operator));
            }),
            Map.entry("listParkedStreams", EveryOperationThroughApiGatewayE2E::listParkedStreams),
            Map.entry("getParkedStream", ways -> {
                ways.same(200, get(parked).as(operator));
                ways.same(404, get("/v1/parked-streams/payments~order-o-0000").as(operator));
            }),
            Map.entry("redriveParkedStream", EveryOperationThroughApiGatewayE2E::redriveParkedStream),
            Map.entry("requestRebuild", EveryOperationThroughApiGatewayE2E::requestRebuild),
            Map.entry("listRebuilds", ways -> ways.same(200, get("/v1/rebuilds").as(operator))),
            Map.entry("getRebuild", ways -> {
                String id = get("/v1/rebuilds")
                        .as(operator)
                        .sendTo(edge.url())
                        .json()
                        .at("/items/0/rebuildId")
                        .asString();
                ways.same(200, get("/v1/rebuilds/" + id).as(operator));
                ways.same(404, get("/v1/rebuilds/rb0000").as(operator));
            }),
            Map.entry(
                    "getArchiveStatus",
                    ways -> ways.same(200, get("/v1/archive/status").as(operator))),
            Map.entry("verifyArchive", EveryOperationThroughApiGatewayE2E::verifyArchive),
            Map.entry("getVerification", ways -> {
                ways.same(200, get(verification).as(operator));
                ways.same(404, get("/v1/archive/verifications/v0000").as(operator));
            }),
            Map.entry("getAudit", ways -> ways.same(200, get("/v1/audit").as(operator))));

    @BeforeAll
    static void a_suite_behind_the_gateway() {
        run = UUID.randomUUID().toString().substring(0, 8);
        stream = "api-gateway-" + run + "-events";
        localStack = LocalStack.forTests();
        Map<String, String> settings =
                new HashMap<>(Map.of("ORDERFLOW_STREAM", stream, "ORDERFLOW_WEB_ALLOWEDORIGINS", ORIGINS));
        if (!localStack.hostFromEngine().equals("127.0.0.1")) {
            // A container comes in by another interface than the loopback one.
            settings.put("SERVER_ADDRESS", "0.0.0.0");
        }
        suite = RunningSuite.fresh("api-gateway", PORT_BASE, settings);
        edge = behind("orderflow");
        edge.deploy();

        operator = suite.operator();
        customer = suite.customer("ada");
        suite.offer("BOWL", 1500, 100);
        suite.offer("CUP", 700, 100);
        completed = placed("first", "tok_approve");
        assertThat(suite.ended("ada", completed).path("status").asString()).isEqualTo("COMPLETED");
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.suite().close();
        }
    }

    /** An edge stack of its own for each name and run. */
    private static EdgeInLocalStack behind(String name) {
        return new EdgeInLocalStack(
                localStack.endpoint(),
                localStack.hostFromEngine(),
                name + "-" + run,
                suite.suite().layout());
    }

    @Test
    void of_the_edge_stack_is_created_what_the_page_of_the_templates_says() {
        assertThat(edge.resources()).isEqualTo(Proof.created("edge"));
    }

    /**
     * Of the document, so that a new operation cannot be forgotten: without a walk it fails. One test, since an operation needs
     * what those before it did, also where it is tried once more.
     */
    @Test
    void every_operation_answers_as_it_does_directly() {
        assertAll(API.operations().stream().map(operation -> () -> {
            try {
                walk(operation);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        operation.id() + ": " + operation.method() + " " + operation.path() + ": "
                                + failed.getMessage(),
                        failed);
            }
        }));
    }

    private static void walk(Operation operation) {
        Walk walk = WALKS.get(operation.id());
        assertThat(walk)
                .as("what to ask of " + operation.id() + "; add it to WALKS")
                .isNotNull();
        TwoWays ways = new TwoWays(suite, directly(operation), edge.url());

        walk.walk(ways);
        assertThat(ways.statuses()).as("successes of %s", operation.id()).anyMatch(status -> status < 400);

        Exchange plain = Exchange.of(operation.method(), operation.path().replaceAll("\\{[^}]*}", "x-1"))
                .with("Content-Type", operation.id().equals("startImport") ? "text/csv" : "application/json");
        ways.same(401, plain);
        ways.same(401, plain.as(FORGED));
        if (operation.scopes().contains("operations") || operation.scopes().contains("catalog:write")) {
            ways.same(403, plain.as(customer));
        }
        // A method that no operation has is the service's to refuse, too.
        ways.same(405, Exchange.of("DELETE", plain.path()).as(operator));
    }

    @Test
    void no_walk_is_left_of_an_operation_that_went_away() {
        Set<String> ids =
                new HashSet<>(API.operations().stream().map(Operation::id).toList());

        assertThat(ids).containsAll(WALKS.keySet());
    }

    /** LocalStack refuses as AWS does, but does not fill in the gateway's own problem documents. */
    @Test
    void a_gateway_that_validates_refuses_a_missing_idempotency_key_itself() {
        EdgeInLocalStack other = behind("validating");
        other.set("RequestValidation", "true");
        other.deploy();
        Exchange withoutKey = post("/v1/orders").as(customer).json("{}");

        Answer refused = withoutKey.sendTo(other.url());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Missing required request parameters: [Idempotency-Key]");
        assertThat(withoutKey
                        .key("key-1")
                        .sendTo(other.url())
                        .json()
                        .path("code")
                        .asString())
                .as("all else is left to the service")
                .isEqualTo("invalid-request");
    }

    @Test
    void a_page_of_an_allowed_origin_is_told_that_it_may_call() {
        EdgeInLocalStack other = behind("browsers");
        other.set("AllowedOrigins", ORIGINS);
        other.deploy();
        Exchange question = Exchange.of("OPTIONS", "/v1/orders/o-1").with("Access-Control-Request-Method", "GET");

        for (String origin : List.of("https://console.example.com", "http://localhost:3000")) {
            Answer answer = question.with("Origin", origin).sendTo(other.url());
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(origin);
            assertThat(answer.header("access-control-allow-headers")).contains("Authorization", "Idempotency-Key");
            assertThat(get("/v1/orders").as(customer).with("Origin", origin).sendTo(other.url()))
                    .as("what the page then asks")
                    .satisfies(orders -> assertThat(orders.status()).isEqualTo(200))
                    .satisfies(orders -> assertThat(orders.header("access-control-allow-origin"))
                            .isEqualTo(origin));
        }
        assertThat(question.with("Origin", "https://evil.example.com")
                        .sendTo(other.url())
                        .headers())
                .doesNotContainKey("access-control-allow-origin");
    }

    private static void placeOrder(TwoWays ways) {
        Exchange place = post("/v1/orders").as(customer).json(order("BOWL", "tok_approve"));
        Answer first = ways.once(202, STATUS, place.key("through-the-gateway"));
        suite.ended("ada", first.json().path("orderId").asString());

        ways.same(400, place);
        ways.same(422, place.key("unknown").json(order("NO-SUCH", "tok_approve")));
        ways.same(422, place.key("through-the-gateway").json(order("CUP", "tok_approve")));
        ways.same(400, place.key("fields").json("{\"lines\": [], \"colour\": \"red\"}"));
        ways.same(400, place.key("no-json").json("{\"lines\": ["));
        ways.same(415, place.key("text").sending("text/plain", "an order, please".getBytes(StandardCharsets.UTF_8)));
    }

    private static void listOrders(TwoWays ways) {
        Answer first = ways.same(200, get("/v1/orders?limit=1&status=COMPLETED").as(customer));
        ways.same(200, get(first.header("link").replaceAll("<(.*)>.*", "$1")).as(customer));
        ways.same(400, get("/v1/orders?status=LOST&limit=0").as(customer));
    }

    private static void getOrder(TwoWays ways) {
        conditional(ways, "/v1/orders/" + completed);
        ways.same(200, get("/v1/orders/" + completed + "?version=1").as(customer));
        ways.same(
                200,
                get("/v1/orders/" + completed + "?minVersion=1")
                        .with("Prefer", "wait=1")
                        .as(customer));
        ways.same(404, get("/v1/orders/" + completed).as(suite.customer("eve")));
    }

    private static void cancelOrder(TwoWays ways) {
        // Its card is not answered for, so it cannot be too late.
        String orderId = placed("to-be-cancelled", "tok_always_error");
        ways.once(202, STATUS, post("/v1/orders/" + orderId + "/cancellation").as(customer));
        ways.same(409, post("/v1/orders/" + completed + "/cancellation").as(customer));
        ways.same(
                412,
                post("/v1/orders/" + completed + "/cancellation").as(customer).with("If-Match", "\"1\""));
    }

    private static void actOnOrderProcess(TwoWays ways) {
        String orderId = placed("to-be-retried", "tok_always_error");
        suite.eventually(
                "the payment of " + orderId + " to be asked for",
                () -> get("/v1/orders/" + orderId + "/process")
                        .as(customer)
                        .sendTo(edge.url())
                        .json(),
                process -> assertThat(process.path("steps").values())
                        .anyMatch(step -> step.path("step").asString().equals("CAPTURE_PAYMENT")
                                && step.path("state").asString().equals("PENDING")));
        Map<String, Object> retry =
                Map.of("action", "retry", "step", "CAPTURE_PAYMENT", "reason", "The gateway is back");
        ways.once(
                202,
                STATUS,
                post("/v1/orders/" + orderId + "/process/actions")
                        .as(operator)
                        .key("retry")
                        .json(retry));
        ways.same(
                409,
                post("/v1/orders/" + completed + "/process/actions")
                        .as(operator)
                        .key("too-late")
                        .json(retry));
    }

    private static void startImport(TwoWays ways) {
        byte[] csv = csv("900001");
        Answer accepted =
                ways.once(202, NOTHING, post("/v1/imports").as(operator).sending("text/csv", csv));
        importId = accepted.json().path("importId").asString();
        byte[] other = csv("900002");
        ways.once(202, NOTHING, post("/v1/imports").as(operator).sending("application/gzip", gzipped(other)));

        byte[] notUtf8 = Arrays.copyOf(csv, csv.length + 1);
        notUtf8[csv.length] = (byte) 0xFF;
        ways.same(400, post("/v1/imports").as(operator).sending("text/csv", notUtf8));
        ways.same(400, post("/v1/imports").as(operator).sending("application/gzip", csv));
        ways.same(415, post("/v1/imports").as(operator).json("{}"));
    }

    private static void putProduct(TwoWays ways) {
        Map<String, Object> product =
                Map.of("description", "A plate", "unitPrice", Map.of("amount", 300, "currency", "GBP"));
        ways.alike(
                201,
                sku -> Exchange.of("PUT", "/v1/products/" + sku).as(operator).json(product),
                "PLATE-A",
                "PLATE-B",
                answer -> answer.json().path("sku").asString(),
                answer -> {});
        ways.same(200, Exchange.of("PUT", "/v1/products/PLATE-A").as(operator).json(product));
        ways.same(
                428,
                Exchange.of("PUT", "/v1/products/PLATE-A")
                        .as(operator)
                        .json(Map.of("description", "A dish", "unitPrice", Map.of("amount", 300, "currency", "GBP"))));
    }

    private static void listParkedStreams(TwoWays ways) {
        ways.same(200, get("/v1/parked-streams").as(operator));
        parked = parkedByNotifications(completed);
        ways.same(200, get("/v1/parked-streams").as(operator));
    }

    /** @return the path of the order's stream, which is parked at what a stray program sent, and stays so */
    private static String parkedByNotifications(String orderId) {
        try (Engines engines = Engines.at(localStack.endpoint(), localStack.endpoint())) {
            engines.kinesis()
                    .putRecord(put -> put.streamName(stream)
                            .partitionKey("order-" + orderId)
                            .data(SdkBytes.fromUtf8String("no commit at all")));
        }
        String path = "/v1/parked-streams/notifications~order-" + orderId;
        suite.eventually(
                path + " to be parked",
                () -> get(path).as(operator).sendTo(edge.url()),
                answer -> assertThat(answer.json().at("/current/0/depth").asInt())
                        .as("%s", answer.body())
                        .isPositive());
        // Else it would carry out a redrive before that is asked for again, and nothing would be left to compare.
        suite.suite().kill(Service.NOTIFICATION);
        return path;
    }

    private static void redriveParkedStream(TwoWays ways) {
        Exchange redrive = post(parked + "/redrive").as(operator);
        ways.once(202, NOTHING, redrive);
        Map<String, Object> slip = Map.of("version", 1, "reason", "a slip");
        ways.same(409, redrive.json(Map.of("skip", slip)));
        ways.same(404, post("/v1/parked-streams/payments~order-o-0000/redrive").as(operator));
    }

    private static void requestRebuild(TwoWays ways) {
        Exchange ask = post("/v1/rebuilds").as(operator);
        ways.once(202, PROGRESS, ask.key("rebuild").json(Map.of("service", "orders", "readModel", "order-summaries")));
        ways.same(422, ask.key("unknown").json(Map.of("service", "orders", "readModel", "no-such")));
    }

    private static void verifyArchive(TwoWays ways) {
        Answer second = ways.alike(
                202,
                name -> post("/v1/archive/verifications").as(operator),
                "first-verification",
                "second-verification",
                answer -> answer.json().path("verificationId").asString(),
                // While one runs, asking again is answered with that one.
                EveryOperationThroughApiGatewayE2E::awaitVerification);
        awaitVerification(second);
        verification = second.header("location");
        ways.same(400, post("/v1/archive/verifications?stream=perhaps").as(operator));
    }

    private static void awaitVerification(Answer asked) {
        suite.eventually(
                "the end of " + asked.header("location"),
                Duration.ofMinutes(3),
                () -> get(asked.header("location"))
                        .as(operator)
                        .sendTo(edge.url())
                        .json(),
                seen -> assertThat(seen.has("endedAt")).as("%s", seen).isTrue());
    }

    /** A read, and the same with the ETag that the client has already. */
    private static void conditional(TwoWays ways, String path) {
        Answer answer = ways.same(200, get(path).as(customer));
        assertThat(answer.header("etag")).isNotEmpty();
        ways.same(304, get(path).as(customer).with("If-None-Match", answer.header("etag")));
    }

    private static Exchange get(String path) {
        return Exchange.of("GET", path);
    }

    private static Exchange post(String path) {
        return Exchange.of("POST", path);
    }

    private static URI directly(Operation operation) {
        Service service = Arrays.stream(Service.values())
                .filter(each -> each.module().equals(operation.service()))
                .findFirst()
                .orElseThrow();
        return suite.suite().layout().url(service);
    }

    private static String placed(String key, String card) {
        return suite.place("ada", key, card, Map.of("BOWL", 1))
                .expected()
                .path("orderId")
                .asString();
    }

    private static Map<String, Object> order(String sku, String card) {
        return Map.of(
                "lines", List.of(Map.of("sku", sku, "quantity", 1)),
                "payment", Map.of("card", card),
                "contact", Map.of("name", "Ada Lovelace", "email", "ada@example.test"));
    }

    private static Map<String, Object> refund(long pence) {
        return Map.of("amount", Map.of("amount", pence, "currency", "GBP"), "reason", "It arrived broken");
    }

    private static byte[] csv(String invoice) {
        return ("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n" + invoice
                        + ",CUP,CUP WITH A £ SIGN,1,2010-12-01 08:26:00,7.00,17850.0,United Kingdom\n" + invoice
                        + ",CUP,A BROKEN ROW,none,2010-12-01 08:26:00,7.00,17850.0,United Kingdom\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
