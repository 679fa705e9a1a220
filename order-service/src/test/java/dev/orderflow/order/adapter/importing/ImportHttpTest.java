package dev.orderflow.order.adapter.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.domain.OrderDecider;
import dev.orderflow.web.testing.Contract;
import dev.orderflow.web.testing.TestIssuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = ImportHttpTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=orders",
            "orderflow.service=orders",
            "orderflow.import.largest-upload=2MB",
            "orderflow.import.largest-file=3MB",
            "orderflow.import.work-folder=target/import-http-test"
        })
class ImportHttpTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SALE = "1,A1,A THING,1,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";
    private static final String FILE = ImportWorld.HEADER + SALE
            + "1,POST,POSTAGE,1,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
            + "broken\n"
            + "C2,A1,A THING,-1,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";

    @LocalServerPort
    int port;

    @Autowired
    Views<CatalogueEntry> catalogue;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
    }

    @Test
    void takes_a_file_in_and_reports_on_every_row() throws Exception {
        catalogue.save(new View<>("A1", 1, new CatalogueEntry("A1", "A THING", new Money(255, "GBP"))), 0);
        HttpResponse<String> accepted = send(upload("", "text/csv", FILE.getBytes(StandardCharsets.UTF_8)));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(accepted.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(accepted.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(json(accepted).get("status").asString()).isEqualTo("RUNNING");

        Await.until(() -> !json(send(as(ISSUER.operator(), location)))
                .get("status")
                .asString()
                .equals("RUNNING"));
        JsonNode report = json(send(as(ISSUER.operator(), location)));
        assertThat(report.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(report.get("rows").toString()).isEqualTo("{\"total\":4,\"read\":4,\"accepted\":1,\"refused\":3}");
        assertThat(report.get("orders").toString()).isEqualTo("{\"accepted\":1,\"replayed\":0}");
        assertThat(report.get("derived").toString()).isEqualTo("[]");
        assertThat(report.get("refusedByReason").toString()).isEqualTo("""
                        [{"reason":"cancellation","rows":1},{"reason":"malformed-row","rows":1},\
                        {"reason":"not-a-product","rows":1}]""");
        assertThat(report.has("failure")).isFalse();

        String tag = send(as(ISSUER.operator(), location))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(send(as(ISSUER.operator(), location).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(send(as(ISSUER.operator(), location + "?minVersion=1"))
                        .headers()
                        .firstValue("Orderflow-Freshness"))
                .contains("fresh");

        HttpResponse<String> again = send(upload("", "application/gzip", gzip(FILE)));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(accepted.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(send(upload("", "text/csv", gzip(FILE)).header("Content-Encoding", "gzip"))
                        .body())
                .isEqualTo(accepted.body());

        JsonNode rows = json(send(as(ISSUER.operator(), location + "/rows")));
        assertThat(rows.get("items")).hasSize(4);
        assertThat(rows.get("items").get(0).get("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(rows.get("items").get(0).get("orderId").asString()).startsWith("o");
        assertThat(rows.get("items").get(2).toString()).isEqualTo("""
                        {"line":4,"outcome":"REFUSED","invoice":"broken","reason":"malformed-row",\
                        "detail":"has 1 columns instead of 8"}""");
        HttpResponse<String> refused = send(as(ISSUER.operator(), location + "/rows?outcome=REFUSED&limit=2"));
        assertThat(json(refused).get("items")).hasSize(2);
        String link = refused.headers().firstValue("Link").orElseThrow();
        JsonNode last = json(send(as(ISSUER.operator(), link.substring(1, link.indexOf('>')))));
        assertThat(last.get("items")).hasSize(1);
        problem(send(as(ISSUER.operator(), location + "/rows?outcome=LOST")), 400, "invalid-request");
        problem(send(as(ISSUER.operator(), location + "/rows?cursor=forged")), 400, "invalid-cursor");
    }

    @Test
    void names_the_line_that_makes_a_file_unreadable() throws Exception {
        byte[] latin = (ImportWorld.HEADER + SALE + "2,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        assertUnreadable(send(upload("", "text/csv", latin)), "/rows/3");
        assertUnreadable(send(upload("", "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))), "/rows/1");
        assertUnreadable(send(upload("", "text/csv", new byte[0])), "");
        byte[] packed = gzip(FILE);
        assertUnreadable(send(upload("", "application/gzip", Arrays.copyOf(packed, packed.length - 9))), "");
        assertUnreadable(send(upload("", "application/gzip", FILE.getBytes(StandardCharsets.UTF_8))), "");
    }

    @Test
    void keeps_bounds() throws Exception {
        byte[] large = new byte[2_200_000];
        problem(send(upload("", "text/csv", large)), 413, "body-too-large");
        problem(
                send(upload("", "text/csv", large)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))),
                413,
                "body-too-large");
        problem(
                send(upload("", "application/gzip", gzip(ImportWorld.HEADER + SALE.repeat(60_000)))),
                413,
                "body-too-large");
    }

    @Test
    void wants_the_right_token_type_and_options() throws Exception {
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        problem(send(upload("", "text/csv", file).setHeader("Authorization", "")), 401, "unauthenticated");
        problem(
                send(upload("", "text/csv", file).setHeader("Authorization", "Bearer " + ISSUER.customer("c1"))),
                403,
                "insufficient-scope");
        String withoutCatalog = "Bearer " + ISSUER.token("op", "operations", "orders:write");
        problem(
                send(upload("?derive=catalogue", "text/csv", file).setHeader("Authorization", withoutCatalog)),
                403,
                "insufficient-scope");
        problem(send(upload("", "application/json", file)), 415, "unsupported-media-type");
        problem(send(upload("", "text/csv;charset=latin1", file)), 415, "unsupported-media-type");
        problem(send(upload("", "text/csv", file).header("Content-Encoding", "br")), 415, "unsupported-media-type");
        problem(send(upload("?derive=prices", "text/csv", file)), 400, "invalid-request");
        problem(send(upload("?derive=catalogue,catalogue", "text/csv", file)), 400, "invalid-request");
        problem(send(upload("?derive=stock", "text/csv", file)), 400, "invalid-request");
    }

    @Test
    void knows_no_other_imports() throws Exception {
        problem(send(as(ISSUER.operator(), "/v1/imports/nothing")), 404, "not-found");
        problem(send(as(ISSUER.operator(), "/v1/imports/i" + "a".repeat(26))), 404, "not-found");
        problem(send(as(ISSUER.operator(), "/v1/imports/i" + "a".repeat(26) + "/rows")), 404, "not-found");
        problem(send(as(ISSUER.customer("c1"), "/v1/imports/nothing")), 403, "insufficient-scope");
    }

    @Test
    void starts_nothing_where_the_upload_breaks_off() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head = "POST /v1/imports HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 5000\r\n"
                    + "Authorization: Bearer " + ISSUER.operator() + "\r\nConnection: close\r\n\r\n" + FILE;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // Who notices first, the handler or the server around it, is a matter of timing; the answer's code is not.
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"bad-request\"");
        }
        Await.until(() -> {
            try (var left = Files.list(Path.of("target/import-http-test"))) {
                return left.findAny().isEmpty();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static void assertUnreadable(HttpResponse<String> response, String pointer) {
        JsonNode problem = problem(response, 400, "import-unreadable");
        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).get("code").asString()).isEqualTo(code);
        return json(response);
    }

    private HttpRequest.Builder upload(String query, String type, byte[] body) {
        return as(ISSUER.operator(), "/v1/imports" + query)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder as(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return Contract.hold(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static byte[] gzip(String plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Import alone, on engines of memory. No annotation that a scan would find. */
    @EnableAutoConfiguration
    @Import({InMemoryEventStore.class, ImportConfiguration.class, ImportController.class})
    static class Application {
        @Bean
        @Primary
        InMemoryImportFiles filesInMemory() {
            return new InMemoryImportFiles();
        }

        @Bean
        Views<CatalogueEntry> catalogueViews(ViewFactory views) {
            return views.create(Catalogue.VIEW);
        }

        @Bean
        Catalogue catalogue(Views<CatalogueEntry> views) {
            return new Catalogue(views);
        }

        @Bean
        PlaceOrderHandler placeOrderHandler(
                Journal journal, Publication publication, Catalogue catalogue, InstantSource clock) {
            return new PlaceOrderHandler(
                    new Decisions<>(new OrderDecider(), OrderEvent.class, journal, publication), catalogue, clock);
        }
    }
}
