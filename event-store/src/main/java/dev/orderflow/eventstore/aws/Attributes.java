package dev.orderflow.eventstore.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values to DynamoDB attributes and back. */
final class Attributes {
    /** Six digits always, so that text sorts as time does. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
    }

    static String micros(Instant instant) {
        return MICROS.format(instant);
    }

    static AttributeValue time(Instant instant) {
        return text(micros(instant));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return required(item, name).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(item, name).n());
    }

    static byte[] bytes(Map<String, AttributeValue> item, String name) {
        return required(item, name).b().asByteArrayUnsafe();
    }

    static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.parse(text(item, name));
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("An item lacks the attribute " + name + ": " + item.keySet());
        }
        return value;
    }
}
