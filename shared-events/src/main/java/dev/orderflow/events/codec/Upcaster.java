package dev.orderflow.events.codec;

import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the data of one old event version into that of the next. A stored event is never rewritten: it is lifted each
 * time it is read, through as many upcasters as it takes.
 */
public interface Upcaster {
    /** The old wire name, such as {@code order.placed.v1}; no longer the name of any class. */
    String from();

    /** The wire name of the result, such as {@code order.placed.v2}. */
    String to();

    ObjectNode upcast(ObjectNode data);
}
