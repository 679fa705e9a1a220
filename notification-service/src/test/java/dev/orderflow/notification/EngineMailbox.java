package dev.orderflow.notification;

import dev.orderflow.infra.engine.LocalEngines;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What SES was given to send, as each engine shows it: MiniStack takes the message apart, LocalStack keeps it whole. */
final class EngineMailbox {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private EngineMailbox() {}

    record Mail(List<String> to, String subject, String text, String html) {}

    static List<Mail> mailsTo(String address) {
        List<Mail> all = LocalEngines.areLocalStack() ? ofLocalStack() : ofMiniStack();
        return all.stream().filter(mail -> mail.to().contains(address)).toList();
    }

    private static List<Mail> ofMiniStack() {
        List<Mail> mails = new ArrayList<>();
        for (JsonNode account : get("/_ministack/ses/messages").path("messages")) {
            for (JsonNode mail : account) {
                mails.add(new Mail(
                        mail.path("To").valueStream().map(JsonNode::asString).toList(),
                        mail.path("Subject").asString(),
                        mail.path("BodyText").asString(),
                        mail.path("BodyHtml").asString()));
            }
        }
        return mails;
    }

    private static List<Mail> ofLocalStack() {
        return get("/_aws/ses")
                .path("messages")
                .valueStream()
                .map(mail -> parsed(mail.path("RawData").asString("")))
                .toList();
    }

    private static Mail parsed(String raw) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
            List<String> to = Arrays.stream(message.getAllRecipients())
                    .map(Object::toString)
                    .toList();
            return new Mail(
                    to,
                    message.getSubject(),
                    content(message, "text/plain").orElse(""),
                    content(message, "text/html").orElse(""));
        } catch (MessagingException | IOException e) {
            throw new AssertionError("Not a message: " + raw, e);
        }
    }

    private static Optional<String> content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = content(inner, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static JsonNode get(String path) {
        URI uri = LocalEngines.forTests().aws().resolve(path);
        try {
            return JsonMapper.shared()
                    .readTree(HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new AssertionError("The mailbox cannot be read: " + uri, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
