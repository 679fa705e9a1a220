package dev.orderflow.web.security;

import java.util.List;
import java.util.Set;

/**
 * Who asks; a handler takes it as an argument.
 *
 * @param subject the customer, or the operator's name
 * @param scopes what the token allows
 */
public record Caller(String subject, Set<String> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** True where the caller may see and do things for every customer. */
    public boolean isOperator() {
        return has(Scopes.OPERATIONS);
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    /** Whether the caller may see what belongs to a customer: it is theirs, or they are an operator. */
    public boolean maySee(String customerId) {
        return subject.equals(customerId) || isOperator();
    }

    /**
     * @throws dev.orderflow.web.problem.ProblemException 403, naming the scope, where the token lacks it
     */
    public void require(String scope) {
        if (!has(scope)) {
            throw Scopes.missing(List.of(scope));
        }
    }
}
