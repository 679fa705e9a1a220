package dev.orderflow.edge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.EdgeProperties;
import dev.orderflow.infra.engine.LocalEngines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;
import tools.jackson.databind.json.JsonMapper;

/** The mailbox of the engine that is pinned, after a real client has sent a real e-mail to it. */
class MiniStackMailboxIT {

    @Test
    void shows_an_email_that_was_sent_through_ses() {
        URI engine = LocalEngines.forTests().aws();
        String id = send(engine);
        Mailbox mailbox = new Mailbox(new SimpleClientHttpRequestFactory(), properties(engine), new JsonMapper());

        Email email =
                mailbox.newest("edge-it@example.com").orElseThrow().emails().getFirst();

        assertThat(email.id()).startsWith(id);
        assertThat(email.from()).isEqualTo("shop@example.com");
        assertThat(email.to()).isEqualTo(List.of("edge-it@example.com"));
        assertThat(email.subject()).isEqualTo("Your order is on its way – soon");
        assertThat(email.text()).isEqualTo("It left.");
        assertThat(email.html()).isEqualTo("<p>It left.</p>");
        assertThat(email.sentAt()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(mailbox.find(email.id())).contains(email);
    }

    private static String send(URI engine) {
        try (SesClient ses = SesClient.builder()
                .endpointOverride(engine)
                .region(Region.of(LocalEngines.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LocalEngines.CREDENTIAL, LocalEngines.CREDENTIAL)))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            ses.verifyEmailIdentity(request -> request.emailAddress("shop@example.com"));
            return ses.sendEmail(request -> request.source("shop@example.com")
                            .destination(to -> to.toAddresses("edge-it@example.com"))
                            .message(message -> message.subject(
                                            subject -> subject.data("Your order is on its way – soon"))
                                    .body(body -> body.text(text -> text.data("It left."))
                                            .html(html -> html.data("<p>It left.</p>")))))
                    .messageId();
        }
    }

    private static EdgeProperties properties(URI engine) {
        return new EdgeProperties(
                18080,
                Map.of(),
                new EdgeProperties.Client(Duration.ofSeconds(2), Duration.ofSeconds(60), 8),
                new EdgeProperties.Issuer(URI.create("http://127.0.0.1:18080"), Path.of("issuer")),
                new EdgeProperties.Inbox(engine, "/_ministack/ses/messages"));
    }
}
