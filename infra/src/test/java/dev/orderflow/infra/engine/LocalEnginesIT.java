package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnginesIT {

    private static final ProjectFolders FOLDERS = ProjectFolders.find();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void dynamodb_local_creates_a_table() throws Exception {
        var answer = createTable(LocalEngines.forTests().dynamoDb());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"TableStatus\":\"ACTIVE\"");
    }

    @Test
    void ministack_creates_a_stream() throws Exception {
        URI aws = LocalEngines.forTests().aws();

        assertThat(createStream(aws, "infra-it").statusCode()).isEqualTo(200);
        assertThat(listStreams(aws).body()).contains("infra-it");
    }

    @Test
    void an_engine_is_started_once_however_often_it_is_asked_for() {
        assertThat(LocalEngines.forTests().aws())
                .isEqualTo(LocalEngines.forTests().aws());
    }

    @Test
    void kinesis_local_creates_a_stream_and_ends_when_told() throws Exception {
        assumeTrue(KinesisLocalEngine.isAvailable(), "Node is missing");
        var engine = KinesisLocalEngine.startEphemeral();

        assertThat(createStream(engine.endpoint(), "infra-it").statusCode()).isEqualTo(200);
        engine.close();

        assertThat(engine.process().isAlive()).isFalse();
    }

    @Test
    void ministack_finds_its_streams_again_after_an_orderly_stop(@TempDir Path folder) throws Exception {
        var settings = durable(folder, MiniStackEngine.NAME);
        try (var first = MiniStackEngine.start(settings)) {
            createStream(first.endpoint(), "kept");
        }
        try (var second = MiniStackEngine.start(settings)) {
            assertThat(listStreams(second.endpoint()).body()).contains("kept");
        }
    }

    @Test
    void dynamodb_local_finds_its_tables_again_even_after_it_was_killed(@TempDir Path folder) throws Exception {
        var settings = durable(folder, DynamoDbLocalEngine.NAME);
        var first = DynamoDbLocalEngine.start(settings);
        createTable(first.endpoint());
        first.process().kill();
        try (var second = DynamoDbLocalEngine.start(settings)) {
            assertThat(dynamoDb(second.endpoint(), "ListTables", "{}").body()).contains("infra-it");
        }
    }

    @Test
    void a_later_run_finds_what_an_earlier_one_left_running_and_stops_it(@TempDir Path folder) {
        var settings = durable(folder, DynamoDbLocalEngine.NAME);
        var engine = DynamoDbLocalEngine.start(settings);
        Path scratch = new PidFile(settings.pidFile().orElseThrow()).scratch().orElseThrow();
        assertThat(scratch).exists();

        var found = ManagedProcess.running(
                        DynamoDbLocalEngine.NAME,
                        settings.pidFile().orElseThrow(),
                        settings.log(),
                        Duration.ofSeconds(10))
                .orElseThrow();
        found.stop();

        assertThat(engine.process().isAlive()).isFalse();
        assertThat(settings.pidFile().orElseThrow()).doesNotExist();
        assertThat(scratch).doesNotExist();
    }

    @Test
    void a_taken_port_is_named_with_what_to_do_about_it() {
        int port = LocalEngines.forTests().dynamoDb().getPort();

        assertThatThrownBy(() -> DynamoDbLocalEngine.start(EngineSettings.ephemeral(FOLDERS, "taken", port)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Port " + port)
                .hasMessageContaining("./orderflow down");
    }

    @Test
    void engines_listen_on_the_loopback_interface_only() throws Exception {
        int dynamoDb = LocalEngines.forTests().dynamoDb().getPort();
        int aws = LocalEngines.forTests().aws().getPort();

        // 127.0.0.2 is this machine too: a wildcard listener answers there, one bound to 127.0.0.1 does not.
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux answers on all of 127.0.0.0/8");
        assertThat(HttpProbe.answers(URI.create("http://127.0.0.2:" + dynamoDb), status -> true))
                .isFalse();
        assertThat(HttpProbe.answers(URI.create("http://127.0.0.2:" + aws), status -> true))
                .isFalse();
    }

    private static EngineSettings durable(Path folder, String name) {
        return new EngineSettings(
                FOLDERS,
                Ports.free(),
                Optional.of(folder.resolve("data")),
                folder.resolve(name + ".log"),
                Optional.of(folder.resolve(name + ".pid")),
                false);
    }

    private HttpResponse<String> createTable(URI endpoint) throws Exception {
        return dynamoDb(endpoint, "CreateTable", """
                {"TableName": "infra-it", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                """);
    }

    private HttpResponse<String> dynamoDb(URI endpoint, String operation, String body) throws Exception {
        return call(endpoint, "dynamodb", "1.0", "DynamoDB_20120810." + operation, body);
    }

    private HttpResponse<String> createStream(URI endpoint, String name) throws Exception {
        return call(
                endpoint,
                "kinesis",
                "1.1",
                "Kinesis_20131202.CreateStream",
                "{\"StreamName\": \"" + name + "\", \"ShardCount\": 1}");
    }

    private HttpResponse<String> listStreams(URI endpoint) throws Exception {
        return call(endpoint, "kinesis", "1.1", "Kinesis_20131202.ListStreams", "{}");
    }

    private HttpResponse<String> call(URI endpoint, String service, String protocol, String target, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-amz-json-" + protocol)
                .header("X-Amz-Target", target)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=unchecked")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
