package dev.orderflow.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * One process of a service. The first of each is what the suite starts; a second one can join it and leave again.
 *
 * @param slot 0 for the first. It names the instance as a writer and as a consumer, so no two alive ever share one
 */
public record Instance(Service service, int slot) {
    /** Ports of one slot end below those of the next: a slot takes nine. */
    private static final int PORTS_OF_A_SLOT = 10;

    static final int SLOTS = 2;

    public Instance {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("There are " + SLOTS + " slots, from 0: " + slot);
        }
        if (slot > 0 && !Service.eventSourced().contains(service)) {
            throw new SuiteException("Only one " + service.module() + " runs at a time: it keeps files of its own");
        }
    }

    public static Instance first(Service service) {
        return new Instance(service, 0);
    }

    public static Instance second(Service service) {
        return new Instance(service, 1);
    }

    /** All that may run: the first of every service, and the second of those that can have one. */
    static List<Instance> all() {
        List<Instance> all = new ArrayList<>();
        for (Service service : Service.values()) {
            all.add(first(service));
        }
        for (Service service : Service.eventSourced()) {
            all.add(second(service));
        }
        return all;
    }

    /** In logs, run files and commands. */
    public String name() {
        return slot == 0 ? service.module() : service.module() + "-" + slot;
    }

    int portOffset() {
        return service.portOffset() + slot * PORTS_OF_A_SLOT;
    }

    @Override
    public String toString() {
        return name();
    }
}
