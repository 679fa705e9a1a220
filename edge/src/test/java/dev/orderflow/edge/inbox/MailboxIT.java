package dev.orderflow.edge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.EdgeProperties;
import dev.orderflow.infra.engine.LocalEngines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;
import tools.jackson.databind.json.JsonMapper;

/** The mailbox of the engine of the test run, after a real client has sent it real e-mails in both of SES's ways. */
class MailboxIT {

    /** As the notification service sends them: SES gets the message as it goes over the wire. */
    private static final String RAW = """
            From: The shop <shop@example.com>
            To: raw@example.com
            Subject: =?UTF-8?Q?Your_order_is_on_its_way_=E2=80=93_soon?=
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            It left for =C2=A35.10.
            --b
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            <p>It left for =C2=A35.10.</p>
            --b--
            """.replace("\n", "\r\n");

    private final URI engine = LocalEngines.forTests().aws();
    private final Mailbox mailbox =
            new Mailbox(new SimpleClientHttpRequestFactory(), properties(engine), new JsonMapper());

    @Test
    void shows_an_email_that_was_sent_by_its_parts() {
        String id = send(ses -> ses.sendEmail(request -> request.source("shop@example.com")
                        .destination(to -> to.toAddresses("edge-it@example.com"))
                        .message(message -> message.subject(subject -> subject.data("Your order is on its way – soon"))
                                .body(body -> body.text(text -> text.data("It left for £5.10."))
                                        .html(html -> html.data("<p>It left for £5.10.</p>")))))
                .messageId());

        assertShows(id, "edge-it@example.com");
    }

    @Test
    void shows_an_email_that_was_sent_as_it_is() {
        String id = send(ses -> ses.sendRawEmail(request -> request.source("shop@example.com")
                        .destinations("raw@example.com")
                        .rawMessage(raw -> raw.data(SdkBytes.fromUtf8String(RAW))))
                .messageId());

        assertShows(id, "raw@example.com");
    }

    private void assertShows(String id, String recipient) {
        Email email = mailbox.newest(recipient).orElseThrow().emails().getFirst();

        assertThat(email.id()).startsWith(id);
        assertThat(email.from()).isEqualTo("shop@example.com");
        assertThat(email.to()).isEqualTo(List.of(recipient));
        assertThat(email.subject()).isEqualTo("Your order is on its way – soon");
        assertThat(email.text()).isEqualToIgnoringNewLines("It left for £5.10.");
        assertThat(email.html()).isEqualToIgnoringNewLines("<p>It left for £5.10.</p>");
        assertThat(email.sentAt()).startsWith("20").contains("T");
        assertThat(mailbox.find(email.id())).contains(email);
    }

    private String send(Function<SesClient, String> how) {
        try (SesClient ses = SesClient.builder()
                .endpointOverride(engine)
                .region(Region.of(LocalEngines.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LocalEngines.CREDENTIAL, LocalEngines.CREDENTIAL)))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            ses.verifyEmailIdentity(request -> request.emailAddress("shop@example.com"));
            return how.apply(ses);
        }
    }

    private static EdgeProperties properties(URI engine) {
        return new EdgeProperties(
                18080,
                Map.of(),
                new EdgeProperties.Client(Duration.ofSeconds(2), Duration.ofSeconds(60), 8),
                new EdgeProperties.Issuer(URI.create("http://127.0.0.1:18080"), Path.of("issuer")),
                new EdgeProperties.Inbox(
                        engine, LocalEngines.areLocalStack() ? "/_aws/ses" : "/_ministack/ses/messages"));
    }
}
