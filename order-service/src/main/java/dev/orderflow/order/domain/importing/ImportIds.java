package dev.orderflow.order.domain.importing;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.DerivedIds;
import java.util.regex.Pattern;

/** Ids of imports and of what belongs to them, each derived from its cause. */
public final class ImportIds {
    private static final String CATEGORY = "import";
    private static final Pattern SHAPE = Pattern.compile("i[a-z2-7]{26}");

    private ImportIds() {}

    /**
     * The same content with the same options is the same import for ever.
     *
     * @param contentDigest SHA-256 of the CSV, unpacked: packing it anew changes nothing
     */
    public static String importId(String contentDigest, boolean deriveCatalogue, boolean deriveStock) {
        return DerivedIds.of("i", contentDigest, Boolean.toString(deriveCatalogue), Boolean.toString(deriveStock));
    }

    public static StreamId stream(String importId) {
        return new StreamId(CATEGORY, importId);
    }

    /** Whether a text from outside can be an import id at all. */
    public static boolean isImportId(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The receipt under which the warehouse takes over one part of the opening stock. */
    public static String receiptId(String importId, int part) {
        return importId + "-" + part;
    }
}
