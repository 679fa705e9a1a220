package dev.orderflow.infra.cloudformation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/**
 * What a change set would do.
 *
 * @param changeSet its ARN
 */
record Changes(String changeSet, List<ResourceChange> resources) {

    /** A line a resource: what happens to it, and whether it is replaced. */
    List<String> lines() {
        return resources.stream().map(Changes::line).toList();
    }

    private static String line(ResourceChange change) {
        return String.format(
                        Locale.ROOT,
                        "  %-7s %-34s %-34s %s",
                        change.actionAsString().toLowerCase(Locale.ROOT),
                        change.logicalResourceId(),
                        change.resourceType(),
                        Stream.of(replacement(change), properties(change))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(": ")))
                .stripTrailing();
    }

    private static String replacement(ResourceChange change) {
        return switch (change.replacement()) {
            case TRUE -> "REPLACED";
            case CONDITIONAL -> "perhaps replaced";
            case null, default -> "";
        };
    }

    private static String properties(ResourceChange change) {
        return change.details().stream()
                .map(ResourceChangeDetail::target)
                .filter(Objects::nonNull)
                .map(target -> target.name() == null ? target.attributeAsString() : target.name())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
