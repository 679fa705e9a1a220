package dev.orderflow.gatewaysim;

/**
 * What the gateway decided to answer, and how long it lets the client wait for it.
 *
 * @param replayed the key had been answered before, and this is that answer again
 */
record Reply(int status, Object body, boolean replayed, Pause pause) {

    enum Pause {
        NONE,
        /** The answer comes late, but within a patient client's time-out. */
        SLOW,
        /** The answer comes later than any client waits. */
        HELD
    }

    static Reply of(int status, Object body) {
        return new Reply(status, body, false, Pause.NONE);
    }

    static Reply of(Problem problem) {
        return of(problem.status(), problem);
    }

    Reply again() {
        return new Reply(status, body, true, Pause.NONE);
    }

    Reply after(Pause newPause) {
        return new Reply(status, body, replayed, newPause);
    }
}
