package dev.orderflow.order.application.summary;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as texts of one width, which compare as the times do. */
public final class SortableTime {
    private static final DateTimeFormatter FIXED_WIDTH =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private SortableTime() {}

    public static String of(Instant instant) {
        return FIXED_WIDTH.format(instant);
    }
}
