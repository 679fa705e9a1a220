package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(LocalStack.TAG)
class LocalStackIT {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void a_run_on_localstack_has_one_engine_for_everything() {
        URI endpoint = LocalStack.forTests().endpoint();

        assertThat(LocalEngines.areLocalStack()).isTrue();
        assertThat(LocalEngines.forTests().dynamoDb()).isEqualTo(endpoint);
        assertThat(LocalEngines.forTests().aws()).isEqualTo(endpoint);
        assertThat(LocalEngines.forTests().reshardingKinesis()).isEqualTo(endpoint);
        assertThat(LocalStack.forTests()).isSameAs(LocalStack.forTests());
    }

    @Test
    void a_template_with_a_type_that_there_is_not_is_refused() throws Exception {
        String name = "no-such-type-" + System.nanoTime();
        form(
                "cloudformation",
                "Action=CreateStack&StackName=" + name + "&TemplateBody=%7B%22Resources%22%3A%7B%22A%22"
                        + "%3A%7B%22Type%22%3A%22AWS%3A%3ANo%3A%3ASuch%22%7D%7D%7D");

        assertThat(form("cloudformation", "Action=DescribeStacks&StackName=" + name)
                        .body())
                .contains("AWS::No::Such")
                .doesNotContain("CREATE_COMPLETE");
    }

    /** A topic's subscriber is a process on this machine, as the services behind API Gateway are. */
    @Test
    void it_reaches_processes_on_this_machine() throws Exception {
        HttpServer process = HttpServer.create(new InetSocketAddress(0), 0);
        var called = new CountDownLatch(1);
        process.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            called.countDown();
        });
        process.start();
        try {
            String callback = "http%3A%2F%2F" + LocalStack.forTests().hostFromEngine() + "%3A"
                    + process.getAddress().getPort() + "%2F";
            String topic = form("sns", "Action=CreateTopic&Version=2010-03-31&Name=reach-" + System.nanoTime())
                    .body()
                    .replaceAll("(?s).*<TopicArn>(.*)</TopicArn>.*", "$1");
            form(
                    "sns",
                    "Action=Subscribe&Version=2010-03-31&Protocol=http&TopicArn=" + topic + "&Endpoint=" + callback);

            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.stop(0);
        }
    }

    private HttpResponse<String> form(String service, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(LocalStack.forTests().endpoint().resolve("/"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=test/20260101/" + LocalEngines.REGION + "/" + service
                                        + "/aws4_request, SignedHeaders=host, Signature=unchecked")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
