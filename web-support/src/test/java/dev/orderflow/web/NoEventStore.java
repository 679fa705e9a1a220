package dev.orderflow.web;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** These tests are about HTTP alone: what reaches for AWS stays away. */
final class NoEventStore implements AutoConfigurationImportFilter {
    @Override
    public boolean[] match(String[] names, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            kept[i] = names[i] == null
                    || names[i].endsWith(".TracingAutoConfiguration")
                    || !names[i].startsWith("dev.orderflow.eventstore.") && !names[i].startsWith("io.awspring.");
        }
        return kept;
    }
}
