package dev.orderflow.payment.application;

/** Crashes the process, as far as a test can: nothing that catches exceptions catches this, and no line runs after it. */
final class CrashPlan {
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String where) {
            super(where, null, false, false);
        }
    }

    private long at = Long.MAX_VALUE;
    private long passed;

    /** The line on which the process dies: every effect is preceded and followed by one. */
    void crashAt(long line) {
        at = line;
        passed = 0;
    }

    void never() {
        at = Long.MAX_VALUE;
    }

    long passed() {
        return passed;
    }

    void line(String where) {
        passed++;
        if (passed == at) {
            at = Long.MAX_VALUE;
            throw new Crash(where);
        }
    }
}
