package dev.orderflow.edge.pages;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** The frame of every page, and the one way in which text from outside gets into it. */
public final class Html {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
            pre { background: #8882; padding: .8rem; overflow-x: auto; white-space: pre-wrap; }
            iframe { width: 100%; min-height: 24rem; border: 1px solid #8884; background: white; }
            nav { margin-bottom: 1.5rem; } nav a { margin-right: 1rem; }
            .quiet { opacity: .7; }
            """;

    private Html() {}

    /** Safe in an element and in a quoted attribute. */
    public static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    /**
     * A page. Its policy forbids every script, and every request to elsewhere, whatever the body holds.
     *
     * @param title plain text
     * @param body HTML, with everything from outside escaped
     */
    public static ResponseEntity<String> page(int status, String title, String body) {
        String html = """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><style>%s</style></head><body>
                <nav><a href="/">Orderflow</a><a href="/docs">API</a><a href="/inbox">Inbox</a><a href="/actuator/health">Health</a></nav>
                <h1>%s</h1>
                %s
                </body></html>
                """.formatted(escape(title), STYLE, escape(title), body);
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self';"
                                + " base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(html);
    }
}
