package dev.orderflow.notification.adapter.mail;

import dev.orderflow.notification.application.Notice;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** From a notice to the bytes of a mail: plain text, and the same as HTML. */
final class MimeLetters {
    /** Tells two copies of one notification from two notifications. */
    static final String ID_HEADER = "X-Orderflow-Notification-Id";

    private static final Session NO_SERVER = Session.getInstance(new Properties());

    private MimeLetters() {}

    static byte[] compose(InternetAddress from, InternetAddress to, Notice notice) {
        try {
            MimeMessage message = new MimeMessage(NO_SERVER);
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, to);
            message.setSubject(notice.letter().subject(), StandardCharsets.UTF_8.name());
            message.setHeader(ID_HEADER, notice.notificationId());
            // RFC 3834: nobody's holiday reply shall come back.
            message.setHeader("Auto-Submitted", "auto-generated");
            MimeBodyPart text = new MimeBodyPart();
            text.setText(notice.letter().text(), StandardCharsets.UTF_8.name());
            MimeBodyPart html = new MimeBodyPart();
            html.setText(notice.letter().html(), StandardCharsets.UTF_8.name(), "html");
            message.setContent(new MimeMultipart("alternative", text, html));
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalStateException("Cannot compose " + notice.notificationId(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
