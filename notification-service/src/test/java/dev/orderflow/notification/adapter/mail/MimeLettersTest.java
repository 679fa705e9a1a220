package dev.orderflow.notification.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.notification.application.Notice;
import dev.orderflow.notification.application.Notice.Letter;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MimeLettersTest {
    @Test
    void carries_the_id_and_both_forms() throws Exception {
        Notice notice = new Notice(
                "n1",
                "o1",
                Channel.EMAIL,
                "ada@example.com",
                "order-completed",
                "cause",
                new Letter("On its way\r\nBcc: everybody@example.com", "total £19.99", "<p>total £19.99</p>"));
        byte[] bytes = MimeLetters.compose(
                new InternetAddress("Orderflow <orders@orderflow.example>"),
                new InternetAddress("ada@example.com"),
                notice);

        MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        assertThat(read.getHeader("X-Orderflow-Notification-Id")).containsExactly("n1");
        assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(read.getFrom()).extracting(Object::toString).containsExactly("Orderflow <orders@orderflow.example>");
        assertThat(read.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.com");
        MimeMultipart parts = (MimeMultipart) read.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("total £19.99");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>total £19.99</p>");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    }
}
