package dev.orderflow.web.security;

import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import java.util.List;

/** What a token may allow. */
public final class Scopes {
    public static final String ORDERS_WRITE = "orders:write";
    public static final String ORDERS_READ = "orders:read";
    public static final String CATALOG_WRITE = "catalog:write";
    public static final String OPERATIONS = "operations";

    private Scopes() {}

    static ProblemException missing(List<String> scopes) {
        String wanted = String.join(" and ", scopes);
        return new ProblemException(
                Problem.of(ProblemTypes.INSUFFICIENT_SCOPE, "This needs a token with the scope " + wanted + ".")
                        .withHeader(
                                "WWW-Authenticate",
                                "Bearer error=\"insufficient_scope\", scope=\"" + String.join(" ", scopes) + "\""));
    }
}
