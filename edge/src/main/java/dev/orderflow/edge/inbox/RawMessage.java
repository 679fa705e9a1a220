package dev.orderflow.edge.inbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A message as it goes over the wire, which LocalStack keeps whole where SES was given it whole. */
record RawMessage(List<String> to, String subject, String text, String html) {

    /** What cannot be read as a message is shown as it came. */
    static RawMessage read(String raw) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
            return new RawMessage(
                    recipients(message),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    content(message, "text/plain").orElse(""),
                    content(message, "text/html").orElse(""));
        } catch (MessagingException | IOException unreadable) {
            return new RawMessage(List.of(), "", raw, "");
        }
    }

    private static List<String> recipients(MimeMessage message) throws MessagingException {
        return Stream.ofNullable(message.getAllRecipients())
                .flatMap(Stream::of)
                .map(RawMessage::address)
                .toList();
    }

    private static String address(Address address) {
        return address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
    }

    /** The first part of the type, however deep. */
    private static Optional<String> content(Part part, String type) throws MessagingException, IOException {
        Object content = part.getContent();
        if (content instanceof String text) {
            return part.isMimeType(type) ? Optional.of(text) : Optional.empty();
        }
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> found = content(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
