package dev.orderflow.authorizer;

import java.util.List;

/**
 * A token that was found valid.
 *
 * @param subject whose it is
 * @param scope as it stands in the token: names with blanks between them
 */
record Token(String subject, String scope) {

    boolean has(String wanted) {
        return List.of(scope.trim().split(" +")).contains(wanted);
    }
}
