package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.SuiteException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stops processes in the middle of whatever they do, and lets them go on as if nothing had been. */
final class Signals {
    private final Set<Long> stopped = ConcurrentHashMap.newKeySet();

    void stop(long pid) {
        stopped.add(pid);
        send("STOP", pid);
    }

    void goOn(long pid) {
        send("CONT", pid);
        stopped.remove(pid);
    }

    /** Before everything is shut down: a stopped process could not obey. */
    void allGoOn() {
        Set.copyOf(stopped).forEach(this::goOn);
    }

    private static void send(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new SuiteException("kill -" + signal + " " + pid + " did not end");
            }
        } catch (IOException e) {
            throw new SuiteException("Cannot send " + signal + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted while sending " + signal, e);
        }
    }
}
