package dev.orderflow.authorizer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operations that the gateway may answer from its cache, where no service sees the token: who lacks their scope is
 * refused here.
 *
 * @param scope that they need; empty where nothing is cached
 * @param operations each a method and a path, as in the ARN of a method: {@code GET/v1/products/*}
 */
record CachedReads(String scope, List<String> operations) {
    private static final Pattern SETTING = Pattern.compile("([^=,]+)=([A-Z]+/[^,]*(,[A-Z]+/[^,]*)*)");

    /** @param setting such as {@code orders:read=GET/v1/products,GET/v1/products/*}, or empty */
    static CachedReads parse(String setting) {
        if (setting.isBlank()) {
            return new CachedReads("", List.of());
        }
        Matcher matcher = SETTING.matcher(setting);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "CACHED_READS must be like orders:read=GET/v1/products,GET/v1/products/*, and is: " + setting);
        }
        return new CachedReads(matcher.group(1), List.of(matcher.group(2).split(",", -1)));
    }

    List<String> deniedTo(Token token) {
        return token.has(scope) ? List.of() : operations;
    }
}
