package dev.orderflow.simulation;

/** The process died on this line. An error of the machine, so that nothing takes it for a failure of the work. */
final class Crash extends InternalError {
    private static final long serialVersionUID = 1;

    Crash(String node) {
        super(node + " is dead");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
