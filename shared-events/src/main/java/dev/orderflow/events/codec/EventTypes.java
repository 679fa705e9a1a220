package dev.orderflow.events.codec;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.WireName;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Wire names to classes and back, read once from the sealed families: an event without a name stops the start. */
public final class EventTypes {
    private static final Map<String, Class<? extends DomainEvent>> NAMES = new TreeMap<>();
    private static final Map<String, Class<? extends DomainEvent>> BY_NAME = Collections.unmodifiableMap(NAMES);

    static {
        collect(DomainEvent.class);
    }

    private EventTypes() {}

    /** Every current wire name with its class, sorted by name. */
    public static Map<String, Class<? extends DomainEvent>> all() {
        return BY_NAME;
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The wire name of an event; an {@link UnknownEvent} keeps the one it came with. */
    public static String nameOf(DomainEvent event) {
        return event instanceof UnknownEvent unknown ? unknown.wireName() : nameOf(event.getClass());
    }

    private static String nameOf(Class<?> type) {
        WireName name = type.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalStateException(type.getName() + " lacks @WireName");
        }
        return name.value();
    }

    private static void collect(Class<?> type) {
        if (type == UnknownEvent.class) {
            return;
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted);
            }
            return;
        }
        Class<?> before = NAMES.put(nameOf(type), type.asSubclass(DomainEvent.class));
        if (before != null) {
            throw new IllegalStateException(nameOf(type) + " names both " + before + " and " + type);
        }
    }
}
