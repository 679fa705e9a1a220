package dev.orderflow.edge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.RunningEdge;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxIT extends RunningEdge {

    /** As MiniStack 1.5.33 answers. */
    private static final String MINISTACK = """
            {"messages": {"000000000000": [
              {"MessageId": "5b0f@email.amazonses.com", "Source": "shop@orderflow.example", "To": ["ada@example.com"], "CC": [], "BCC": [],
               "Subject": "Your order o-1 is on its way", "BodyText": "Dear Ada,\\nit left today.", "BodyHtml": "", "Timestamp": 1767607531.72, "Type": "SendEmail"},
              {"MessageId": "6c1a@email.amazonses.com", "Source": "shop@orderflow.example", "To": ["bob@example.com"], "CC": [], "BCC": [],
               "Subject": "<script>alert(1)</script>", "BodyText": "<img src=x onerror=alert(2)>", "BodyHtml": "<b onclick=\\"alert(3)\\">Hello</b>", "Timestamp": 1767607532.0, "Type": "SendEmail"}
            ]}}
            """;

    /** As LocalStack 4.14 answers. */
    private static final String LOCALSTACK = """
            {"messages": [
              {"Id": "abc-1", "Region": "eu-west-1", "Timestamp": "2026-01-05T10:05:31", "Source": "shop@orderflow.example",
               "Destination": {"ToAddresses": ["ada@example.com"]}, "Subject": "From the other engine",
               "Body": {"text_part": "Text of the other", "html_part": null}}
            ]}
            """;

    @Test
    void lists_the_newest_first_and_opens_one() throws Exception {
        answer(MINISTACK);

        String list = get("/inbox").body();
        assertThat(ENGINE.next().uri()).isEqualTo("/_ministack/ses/messages");
        assertThat(list).contains("2 e-mails").contains("2026-01-05T10:05:31Z");
        assertThat(list.indexOf("bob@example.com")).isLessThan(list.indexOf("ada@example.com"));
        assertThat(list).contains("href=\"/inbox/5b0f%40email.amazonses.com\"");

        String one = get("/inbox/5b0f%40email.amazonses.com").body();
        assertThat(one)
                .contains("Your order o-1 is on its way")
                .contains("shop@orderflow.example")
                .contains("Dear Ada,\nit left today.");
    }

    @Test
    void lets_nothing_in_an_email_become_part_of_the_page() throws Exception {
        answer(MINISTACK);

        HttpResponse<String> list = get("/inbox");
        HttpResponse<String> one = get("/inbox/6c1a%40email.amazonses.com");

        for (HttpResponse<String> page : new HttpResponse[] {list, one}) {
            assertThat(page.body())
                    .doesNotContain("<script")
                    .doesNotContain("<img")
                    .doesNotContain("<b onclick");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("script-src");
        }
        assertThat(one.body())
                .contains("&lt;img src=x onerror=alert(2)&gt;")
                .contains(
                        "<iframe sandbox title=\"HTML part\" srcdoc=\"&lt;b onclick=&quot;alert(3)&quot;&gt;Hello&lt;/b&gt;\">");
    }

    @Test
    void shows_one_recipients_emails_and_escapes_what_was_asked_for() throws Exception {
        answer(MINISTACK);

        assertThat(get("/inbox?to=Ada@Example.com").body())
                .contains("One e-mail.")
                .contains("on its way")
                .doesNotContain("bob@example.com");
        assertThat(get("/inbox?to=%22%3E%3Cscript%3E").body())
                .contains("No e-mail was sent yet.")
                .contains("value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script");
    }

    @Test
    void reads_the_mailbox_of_the_other_engine_too() throws Exception {
        answer(LOCALSTACK);

        assertThat(get("/inbox").body()).contains("From the other engine").contains("ada@example.com");
        assertThat(get("/inbox/abc-1").body()).contains("Text of the other");
    }

    @Test
    void keeps_the_newest_of_many() throws Exception {
        answer(IntStream.range(0, 1_000)
                .mapToObj(i -> """
                        {"MessageId": "m%d", "Source": "s", "To": ["a@b"], "Subject": "Number %d.", "BodyText": "t", "Timestamp": %d}""".formatted(i, i, 1767607531 + i))
                .collect(Collectors.joining(",", "{\"messages\": {\"000000000000\": [", "]}}")));

        String list = get("/inbox").body();
        assertThat(list)
                .contains("The newest 200 of 1000 e-mails.")
                .contains("Number 999.")
                .contains("Number 800.")
                .doesNotContain("Number 799.");
        assertThat(get("/inbox/m3").body()).contains("Number 3.");
    }

    @Test
    void says_so_when_there_is_none_and_when_there_is_no_such() throws Exception {
        answer("{\"messages\": {}}");

        assertThat(get("/inbox").body()).contains("No e-mail was sent yet.");
        assertThat(get("/inbox/nope").statusCode()).isEqualTo(404);
    }

    @Test
    void says_so_when_the_engine_is_away_or_answers_something_else() throws Exception {
        answer("<html>no JSON</html>");
        assertThat(get("/inbox").statusCode()).isEqualTo(503);

        ENGINE.answer(500, Map.of(), "");
        assertThat(get("/inbox").statusCode()).isEqualTo(503);

        ENGINE.goAway();
        try {
            HttpResponse<String> away = get("/inbox");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("cannot be read").contains("./orderflow status");
        } finally {
            ENGINE.comeBack();
        }
    }

    private static void answer(String body) {
        ENGINE.answer(200, Map.of("Content-Type", "application/json"), body);
    }
}
