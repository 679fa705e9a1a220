package dev.orderflow.launcher.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The size of an item as DynamoDB counts it for its price ("Item sizes and formats" of its developer guide). */
public final class ItemBytes {
    /** Of a list or a map itself, empty or not; and of each element in it. */
    private static final int CONTAINER = 3;

    private static final int ELEMENT = 1;

    private ItemBytes() {}

    /** Names and values of all attributes. */
    public static long of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> text(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToLong(ItemBytes::text).sum();
            case NS -> value.ns().stream().mapToLong(ItemBytes::number).sum();
            case BS ->
                value.bs().stream()
                        .mapToLong(each -> each.asByteArrayUnsafe().length)
                        .sum();
            case L -> list(value.l());
            case M -> CONTAINER + value.m().size() * ELEMENT + of(value.m());
            // An empty list or map: the change streams of DynamoDB Local leave out which of them it is.
            case UNKNOWN_TO_SDK_VERSION -> CONTAINER;
        };
    }

    private static long list(List<AttributeValue> elements) {
        return CONTAINER
                + elements.stream().mapToLong(element -> ELEMENT + of(element)).sum();
    }

    private static long text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** One byte for two significant digits, one more, and one for a sign. Zeros at either end are not significant. */
    private static long number(String number) {
        String digits = number.replaceAll("[eE].*$", "").replaceAll("[^0-9]", "");
        String significant = digits.replaceAll("^0+", "").replaceAll("0+$", "");
        return (significant.length() + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
    }
}
