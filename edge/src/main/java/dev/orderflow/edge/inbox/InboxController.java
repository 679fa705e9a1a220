package dev.orderflow.edge.inbox;

import static dev.orderflow.edge.pages.Html.escape;

import dev.orderflow.edge.EdgeProperties;
import dev.orderflow.edge.pages.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InboxController {

    private final Mailbox mailbox;
    private final EdgeProperties properties;

    InboxController(Mailbox mailbox, EdgeProperties properties) {
        this.mailbox = mailbox;
        this.properties = properties;
    }

    @GetMapping("/inbox")
    ResponseEntity<String> list(@RequestParam(required = false) @Nullable String to) {
        @Nullable String recipient = to == null || to.isBlank() ? null : to.strip();
        Optional<Mailbox.Newest> newest = mailbox.newest(recipient);
        if (newest.isEmpty()) {
            return Html.page(
                    503,
                    "Inbox",
                    "<p>The mailbox at <code>%s</code> cannot be read. <code>./orderflow status</code> tells whether the engines run.</p>"
                            .formatted(escape(properties.mailbox().toString())));
        }
        List<Email> emails = newest.get().emails();
        StringBuilder body = new StringBuilder();
        body.append("""
                <form action="/inbox"><label>To <input name="to" type="text" value="%s" maxlength="254"></label> <button>Show</button></form>
                """.formatted(escape(recipient == null ? "" : recipient)));
        body.append("<p class=\"quiet\">%s</p>"
                .formatted(count(emails.size(), newest.get().matching())));
        if (!emails.isEmpty()) {
            body.append("<table><tr><th>Sent</th><th>To</th><th>Subject</th></tr>");
            for (Email email : emails) {
                body.append("<tr><td>%s</td><td>%s</td><td><a href=\"/inbox/%s\">%s</a></td></tr>"
                        .formatted(
                                escape(email.sentAt()),
                                escape(String.join(", ", email.to())),
                                escape(URLEncoder.encode(email.id(), StandardCharsets.UTF_8)),
                                escape(email.subject().isBlank() ? "(no subject)" : email.subject())));
            }
            body.append("</table>");
        }
        return Html.page(200, "Inbox", body.toString());
    }

    private static String count(int shown, int matching) {
        return switch (matching) {
            case 0 -> "No e-mail was sent yet.";
            case 1 -> "One e-mail.";
            default ->
                shown == matching
                        ? matching + " e-mails, newest first."
                        : "The newest " + shown + " of " + matching + " e-mails.";
        };
    }

    @GetMapping("/inbox/{id}")
    ResponseEntity<String> show(@PathVariable String id) {
        Optional<Email> found = mailbox.find(id);
        if (found.isEmpty()) {
            return Html.page(
                    404,
                    "No such e-mail",
                    "<p>The mailbox has no e-mail of this id. <a href=\"/inbox\">All e-mails</a></p>");
        }
        Email email = found.get();
        StringBuilder body = new StringBuilder();
        body.append("""
                <table><tr><th>From</th><td>%s</td></tr><tr><th>To</th><td>%s</td></tr><tr><th>Sent</th><td>%s</td></tr></table>
                """.formatted(escape(email.from()), escape(String.join(", ", email.to())), escape(email.sentAt())));
        if (!email.text().isBlank()) {
            body.append("<pre>").append(escape(email.text())).append("</pre>");
        }
        if (!email.html().isBlank()) {
            // A sandbox without permissions: no script, no form, no origin; the page's policy holds inside it too.
            body.append("<iframe sandbox title=\"HTML part\" srcdoc=\"")
                    .append(escape(email.html()))
                    .append("\"></iframe>");
        }
        return Html.page(200, email.subject().isBlank() ? "(no subject)" : email.subject(), body.toString());
    }
}
