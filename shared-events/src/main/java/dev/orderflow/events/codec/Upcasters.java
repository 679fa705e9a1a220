package dev.orderflow.events.codec;

import java.util.List;

/** The upcasters of this build, oldest first. Empty while every event is at its first version. */
final class Upcasters {
    static final List<Upcaster> ALL = List.of();

    private Upcasters() {}
}
