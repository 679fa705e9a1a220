package dev.orderflow.authorizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers of a Lambda authorizer. */
final class Policies {
    /** {@code arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>}. */
    private static final Pattern METHOD_ARN = Pattern.compile("(arn:[^:]+:execute-api:[^:]*:[^:]*:[^/]+/[^/]+)/.+");

    private Policies() {}

    /**
     * Allows the whole API, not the one method that was asked for: API Gateway keeps the policy with the token, and would
     * refuse the customer's next request, to another path, by it.
     *
     * @param methodArn of what was asked for
     * @param denied what is not allowed, as method and path
     */
    static Map<String, Object> of(Token token, String methodArn, List<String> denied) {
        Matcher arn = METHOD_ARN.matcher(methodArn);
        if (!arn.matches()) {
            throw new IllegalArgumentException("Not the ARN of a method: " + methodArn);
        }
        String stage = arn.group(1);
        List<Map<String, Object>> statements = new ArrayList<>();
        statements.add(statement("Allow", List.of(stage + "/*")));
        if (!denied.isEmpty()) {
            statements.add(statement(
                    "Deny",
                    denied.stream().map(operation -> stage + "/" + operation).toList()));
        }
        return Map.of(
                "principalId",
                token.subject(),
                "policyDocument",
                Map.of("Version", "2012-10-17", "Statement", statements),
                "context",
                Map.of("sub", token.subject(), "scope", token.scope()));
    }

    private static Map<String, Object> statement(String effect, List<String> resources) {
        return Map.of("Effect", effect, "Action", "execute-api:Invoke", "Resource", resources);
    }
}
