package dev.orderflow.eventstore.archive;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object's key says.
 *
 * @param folder of its hour, without the slash behind it
 * @param sequence of its first record
 */
public record ArchiveKey(String folder, String shardId, BigInteger sequence) {
    /** Far more digits than any sequence number has, and few enough to compare. */
    private static final Pattern KEY = Pattern.compile("(" + Archive.FOLDER
            + "dt=\\d{4}-\\d{2}-\\d{2}/hour=\\d{2})/([^/]+)-(\\d{1,200})" + Pattern.quote(Archive.SUFFIX));

    private static final Pattern HOUR = Pattern.compile("dt=(\\d{4}-\\d{2}-\\d{2})/hour=(\\d{2})");

    /** @return empty where no archiver names an object so */
    public static Optional<ArchiveKey> parse(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new ArchiveKey(parts.group(1), parts.group(2), new BigInteger(parts.group(3))))
                : Optional.empty();
    }

    /** The folder of the hour before: nothing that follows this object stands before it. */
    public String folderBefore() {
        Matcher hour = HOUR.matcher(folder);
        if (!hour.find()) {
            throw new IllegalStateException("No folder of an hour: " + folder);
        }
        try {
            LocalDateTime before = LocalDateTime.parse(hour.group(1) + "T" + hour.group(2) + ":00")
                    .minus(Duration.ofHours(1));
            return SealedBatch.folder(before.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalStateException("No folder of an hour: " + folder, e);
        }
    }
}
