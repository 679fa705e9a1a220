package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Service;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes in, the answer is a problem document that says what and where; never a 5xx. */
@Order(RunningSuite.SHARED_FIRST)
class BadInputE2E {
    private static final String FORGED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.";

    private static RunningSuite suite;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void one_product() {
        suite = RunningSuite.shared();
        suite.offer("PLATE", 300, 1000);
    }

    static Stream<Arguments> bad_orders() {
        return Stream.of(
                Arguments.of("not JSON", "{\"lines\": [", 400, ""),
                Arguments.of("an array", "[]", 400, ""),
                Arguments.of("no lines", order("[]"), 400, "/lines"),
                Arguments.of(
                        "a wrong type", order("[{\"sku\":\"PLATE\",\"quantity\":\"many\"}]"), 400, "/lines/0/quantity"),
                Arguments.of(
                        "an unknown field",
                        order("[{\"sku\":\"PLATE\",\"quantity\":1,\"colour\":\"red\"}]"),
                        400,
                        "/lines/0/colour"),
                Arguments.of(
                        "a negative quantity",
                        order("[{\"sku\":\"PLATE\",\"quantity\":-1}]"),
                        400,
                        "/lines/0/quantity"),
                Arguments.of(
                        "a huge quantity",
                        order("[{\"sku\":\"PLATE\",\"quantity\":100001}]"),
                        400,
                        "/lines/0/quantity"),
                Arguments.of(
                        "more than an int",
                        order("[{\"sku\":\"PLATE\",\"quantity\":99999999999}]"),
                        400,
                        "/lines/0/quantity"),
                Arguments.of("an unknown SKU", order("[{\"sku\":\"NO-SUCH\",\"quantity\":1}]"), 422, "/lines/0/sku"),
                Arguments.of(
                        "a SKU twice",
                        order("[{\"sku\":\"PLATE\",\"quantity\":1},{\"sku\":\"PLATE\",\"quantity\":2}]"),
                        400,
                        "/lines/1/sku"),
                Arguments.of(
                        "ten megabytes",
                        order("[" + "{\"sku\":\"PLATE\",\"quantity\":1},".repeat(350_000) + "{}]"),
                        413,
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad_orders")
    void a_bad_order_is_refused_where_it_is_bad(String what, String body, int status, String pointer) throws Exception {
        HttpResponse<String> answer = send(request("/v1/orders", suite.customer("ida"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "bad-" + what.hashCode())
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        JsonNode problem = problem(answer, status);
        if (!pointer.isEmpty()) {
            assertThat(problem.required("errors")
                            .valueStream()
                            .map(error -> error.required("pointer").asString()))
                    .contains(pointer);
        }
    }

    static Stream<Arguments> bad_tokens() {
        return Stream.of(
                Arguments.of("missing", ""),
                Arguments.of("forged", "Bearer " + FORGED),
                Arguments.of("nonsense", "Bearer x"),
                Arguments.of(
                        "tampered with", "Bearer " + suite.customer("ida").replaceFirst("\\.[^.]{8}", ".AAAAAAAA")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad_tokens")
    void a_bad_token_opens_nothing(String what, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/orders"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = send(request.GET());
        problem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    static Stream<Arguments> bad_files() throws Exception {
        String header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
        String row = "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write((header + row.repeat(500)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() - 12);
        byte[] latin = (header + row.replace("HEART", "CAF\u00c9")).getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("an empty file", "text/csv", new byte[0]),
                Arguments.of("wrong columns", "text/csv", "a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("wrong encoding", "text/csv", latin),
                Arguments.of("not gzip", "application/gzip", (header + row).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("gzip that is cut off", "application/gzip", cut));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad_files")
    void a_bad_file_is_refused_as_a_whole(String what, String type, byte[] file) throws Exception {
        HttpResponse<String> answer = send(request("/v1/imports", suite.operator())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
        assertThat(answer.statusCode()).isBetween(400, 422);
        problem(answer, answer.statusCode());
    }

    @ParameterizedTest
    @MethodSource
    void a_wrong_address_is_a_problem_document(String path, int status) throws Exception {
        problem(send(request(path, suite.operator()).GET()), status);
    }

    static Stream<Arguments> a_wrong_address_is_a_problem_document() {
        return Stream.of(
                Arguments.of("/v9/orders", 404),
                Arguments.of("/v1/nothing", 404),
                Arguments.of("/v1/orders?cursor=forged", 400),
                Arguments.of("/v1/orders?limit=1000", 400),
                Arguments.of("/v1/orders/o-nothing", 404));
    }

    private static String order(String lines) {
        return "{\"lines\":" + lines + ",\"payment\":{\"card\":\"tok_approve\"},"
                + "\"contact\":{\"name\":\"Ida\",\"email\":\"ida@example.test\"}}";
    }

    private static HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private static URI uri(String path) {
        return suite.suite().layout().url(Service.EDGE).resolve(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.required("status").asInt()).isEqualTo(status);
        assertThat(problem.required("title").asString()).isNotBlank();
        assertThat(problem.required("code").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("dev.orderflow");
        return problem;
    }
}
