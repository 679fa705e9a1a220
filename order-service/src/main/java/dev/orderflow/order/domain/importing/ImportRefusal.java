package dev.orderflow.order.domain.importing;

/** The facts that forbid a command. */
public sealed interface ImportRefusal {

    /** There is no such import. */
    record ImportNotStarted() implements ImportRefusal {}

    /** It ended; what happened to its rows is settled. */
    record ImportAlreadyEnded() implements ImportRefusal {}

    /** What is recorded must follow on what is recorded already; whoever works on the import has to look again. */
    record NotNext(String what) implements ImportRefusal {}
}
