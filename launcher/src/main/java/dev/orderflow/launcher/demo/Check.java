package dev.orderflow.launcher.demo;

/**
 * One statement of the report that is true or not.
 *
 * @param detail the figures behind it
 */
record Check(boolean holds, String statement, String detail) {

    static Check that(boolean holds, String statement, String detail) {
        return new Check(holds, statement, detail);
    }

    String line() {
        return "  " + (holds ? "✓" : "✗ NOT TRUE:") + " " + statement + (detail.isEmpty() ? "" : ": " + detail);
    }
}
