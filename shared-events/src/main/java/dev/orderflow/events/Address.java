package dev.orderflow.events;

import org.jspecify.annotations.Nullable;

/** Where an order goes; {@code country} is free text or ISO 3166, as the customer wrote it. */
public record Address(
        String name, String line1, @Nullable String line2, String city, String postcode, String country) {}
