package dev.orderflow.simulation;

/** What must hold, in the numbering of ARCHITECTURE.md. */
enum Invariant {
    I1("a journal has no gap and is never changed"),
    I2("what was acknowledged is durable, what was refused left no trace"),
    I3("a command has its effect once, however often it is given"),
    I4("stock is conserved and never negative at any prefix, and an order holds all its lines or none"),
    I5("a reservation ends once"),
    I6("an order is charged at most once, by the gateway's own ledger"),
    I7("the money of journals, ledger and balances agrees"),
    I8("nothing is shipped that was not paid, and nothing twice"),
    I9("while a capture is not resolved, its order stands still"),
    I10("what was done for an order that failed is undone, once"),
    I11("the version of a read model's item only rises"),
    I12("a checkpoint does not pass what has no effect yet"),
    I13("when the faults stop, every accepted order ends within a bound"),
    I14("every read model is the fold of the journals, and its rebuild from the archive, byte for byte"),
    I15("archive, stream and journals hold the same commits"),
    I16("the first occurrences of a stream's commits travel in version order"),
    I17("nothing is parked, set aside or thrown that no fault explains"),
    I18("what the stream took is not put again by the process that was told so"),
    I19(
            "a customer is written to once about an order's end, and again only where nobody could know of the first letter"),
    I20("every row of an imported file is in one order or refused for its reason, once");

    private final String says;

    Invariant(String says) {
        this.says = says;
    }

    String says() {
        return says;
    }
}
