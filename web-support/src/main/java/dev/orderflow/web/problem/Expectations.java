package dev.orderflow.web.problem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** How a type is called in a message to a client; never by its class name. */
public final class Expectations {
    private Expectations() {}

    /** To be read after "must be". */
    public static String of(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class || type == Character.class || type == char.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number from -2147483648 to 2147483647";
        }
        if (type == long.class || type == Long.class) {
            return "a whole number from -9223372036854775808 to 9223372036854775807";
        }
        if (type == short.class || type == Short.class || type == byte.class || type == Byte.class) {
            return "a small whole number";
        }
        if (type == BigInteger.class) {
            return "a whole number";
        }
        if (type == BigDecimal.class || Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (type == Instant.class) {
            return "a time as in RFC 3339, such as 2026-01-31T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-01-31";
        }
        if (type == Duration.class) {
            return "a duration such as PT30S";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object";
    }
}
