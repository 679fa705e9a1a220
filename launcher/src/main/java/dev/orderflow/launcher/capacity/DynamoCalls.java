package dev.orderflow.launcher.capacity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands before DynamoDB and notes what no change stream tells: what is read, which conditions failed, and which writes
 * were made in transactions. The services do not know; the engine is asked to say with each read what it consumed.
 */
final class DynamoCalls implements AutoCloseable {
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems");
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
    private static final String TARGET = "X-Amz-Target";

    /** Said by the connection and not by the caller; or, the encoding, what this proxy would have to undo. */
    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "content-length", "connection", "transfer-encoding", "accept-encoding", "expect", "upgrade");

    private static final JsonMapper JSON = new JsonMapper();

    private final URI dynamoDb;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Noted> noted = new HashMap<>();

    /**
     * @param readUnits a unit for each started 4 KB that was read consistently, half of one otherwise
     * @param refused writes whose condition failed: each costs at least a unit and changes nothing
     * @param inTransactions writes in transactions, which cost twice
     */
    record Noted(double readUnits, long refused, long inTransactions) {
        static final Noted NOTHING = new Noted(0, 0, 0);

        Noted plus(Noted other) {
            return new Noted(
                    readUnits + other.readUnits, refused + other.refused, inTransactions + other.inTransactions);
        }
    }

    private DynamoCalls(URI dynamoDb) throws IOException {
        this.dynamoDb = dynamoDb;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::forward);
    }

    static DynamoCalls before(URI dynamoDb) {
        try {
            DynamoCalls calls = new DynamoCalls(dynamoDb);
            calls.server.start();
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** By table, since the last {@link #forget}. */
    synchronized Map<String, Noted> noted() {
        return Map.copyOf(noted);
    }

    synchronized void forget() {
        noted.clear();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst(TARGET);
            String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
            HttpRequest.Builder request = HttpRequest.newBuilder(dynamoDb.resolve(exchange.getRequestURI()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            byte[] asked = READS.contains(operation) ? askingForCapacity(body) : body;
            HttpResponse<byte[]> answer = http.send(
                    request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(asked))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            note(operation, body, answer.statusCode(), answer.body());
            answer.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":") && !NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] askingForCapacity(byte[] body) {
        ObjectNode request = (ObjectNode) JSON.readTree(body);
        request.put("ReturnConsumedCapacity", "TOTAL");
        return JSON.writeValueAsBytes(request);
    }

    /** Package-private for its test: what one call adds. */
    void note(String operation, byte[] request, int status, byte[] answer) {
        if (READS.contains(operation) && status == 200) {
            JsonNode consumed = JSON.readTree(answer).path("ConsumedCapacity");
            for (JsonNode each :
                    consumed.isArray() ? consumed : JSON.createArrayNode().add(consumed)) {
                add(
                        each.path("TableName").asString(""),
                        new Noted(each.path("CapacityUnits").asDouble(0), 0, 0));
            }
        } else if (WRITES.contains(operation) && status == 400) {
            if (JSON.readTree(answer).path("__type").asString("").endsWith("ConditionalCheckFailedException")) {
                add(JSON.readTree(request).path("TableName").asString(""), new Noted(0, 1, 0));
            }
        } else if (operation.equals("TransactWriteItems") && status == 200) {
            for (JsonNode item : JSON.readTree(request).path("TransactItems")) {
                item.properties()
                        .forEach(action ->
                                add(action.getValue().path("TableName").asString(""), new Noted(0, 0, 1)));
            }
        } else if (operation.equals("BatchExecuteStatement") && status == 200) {
            JsonNode statements = JSON.readTree(request).path("Statements");
            JsonNode responses = JSON.readTree(answer).path("Responses");
            for (int i = 0; i < responses.size(); i++) {
                if (responses.get(i).has("Error")) {
                    add(tableOf(statements.path(i).path("Statement").asString("")), new Noted(0, 1, 0));
                }
            }
        }
    }

    /** PartiQL names its table in double quotes. */
    private static String tableOf(String statement) {
        int from = statement.indexOf('"') + 1;
        return statement.substring(from, Math.max(from, statement.indexOf('"', from)));
    }

    private synchronized void add(String table, Noted more) {
        noted.merge(table, more, Noted::plus);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
