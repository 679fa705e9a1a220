package dev.orderflow.eventstore.archive;

/**
 * Names an object of the archive and proves what it was: the hash covers its content's checksum, all its metadata and the
 * link before it. So one link, kept elsewhere, vouches for the whole chain that leads to it.
 *
 * @param object its key
 * @param hash SHA-256, in hex
 */
public record ChainLink(String object, String hash) {
    /** Before the first object of a shard. */
    public static final ChainLink NONE = new ChainLink("none", "none");
}
