package dev.orderflow.edge.inbox;

import java.util.List;

/**
 * One e-mail that an engine took.
 *
 * @param sentAt as people read it; empty where the engine does not say
 * @param text and {@code html}: the parts of the body, empty where there is none
 */
record Email(String id, String from, List<String> to, String subject, String sentAt, String text, String html) {

    boolean isFor(String recipient) {
        return to.stream().anyMatch(address -> address.equalsIgnoreCase(recipient));
    }
}
