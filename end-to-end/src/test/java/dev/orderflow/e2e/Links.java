package dev.orderflow.e2e;

import dev.orderflow.launcher.Api;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Link} header of a page. */
final class Links {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    private Links() {}

    /** Where the next page is, or null on the last. */
    static String next(Api.Answer page) {
        Matcher link = NEXT.matcher(page.headers().getOrDefault("Link", ""));
        return link.find() ? link.group(1) : null;
    }
}
