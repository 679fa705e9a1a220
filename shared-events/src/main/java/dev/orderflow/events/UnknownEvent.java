package dev.orderflow.events;

/**
 * An event whose wire name this build does not know: written by a newer service. Only a consumer may meet one, and skips
 * and counts it; folding a journal that holds one fails loudly.
 *
 * @param wireName the name found on the wire
 * @param json the event's data, untouched
 */
public record UnknownEvent(String wireName, String json) implements DomainEvent {}
