package dev.orderflow.eventstore.spring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;

/** One run of this process, by a name that no other run has. */
final class ThisProcess {
    private ThisProcess() {}

    /** Host, process and time: a container's process always has the same number, and a host's name may be used again. */
    static String id(InstantSource clock) {
        return host() + "." + ProcessHandle.current().pid() + "."
                + Long.toString(clock.instant().toEpochMilli(), 36);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed";
        }
    }
}
