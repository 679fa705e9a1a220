package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One run of a flow, with one process of each service, from the opened shop to the end of everything. */
final class FlowRun {
    /**
     * The same for all, so that a run does the same as the recorded one up to its fault. Under this one the gateway is not
     * often busy, which would only make the flows longer.
     */
    private static final long SEED = 2;

    /** Twice what the longest flow takes. */
    private static final int MOST_STEPS = 300;

    /** In steps: most looks find nothing, and each asks every partition. */
    private static final int LOOKS_FOR_DUE = 10;

    private static final Duration STEP = Duration.ofMillis(250);
    /** Where nobody has anything to do but to wait. */
    private static final Duration IDLE = Duration.ofSeconds(8);

    /** In the end, so that marks and the index settle, the gone are missed, and every wait is over. */
    private static final Duration LONG_IDLE = Duration.ofSeconds(30);

    private static final int LONG_STEPS = 6;

    private final Flow flow;
    private final SingleFault fault;
    private final Environment environment;
    private final Simulation simulation;
    private final Errand errand;
    private int commitsSeen;

    FlowRun(Flow flow, SingleFault fault, Plant plant, boolean wholeTrace) {
        this.flow = flow;
        this.fault = fault;
        environment = new Environment(SEED, plant, wholeTrace, fault);
        environment.snapshotsEvery(flow.commitsPerSnapshot());
        simulation = new Simulation(environment, 1);
        errand = switch (flow) {
            case IMPORT -> new ImportErrand(simulation);
            case LONG_STREAMS -> new LongStreamsErrand(new OrderErrand(flow, simulation), simulation);
            default -> new OrderErrand(flow, simulation);
        };
    }

    /**
     * Throws the first violation, of an invariant or of what the flow has to come to.
     *
     * @return how the order ended
     */
    Ending run() {
        try {
            openShop();
            environment.trace("THE FLOW BEGINS: " + flow);
            fault.begin();
            steps(IDLE, 0, this::isOver);
            fault.end();
            environment.trace("WHAT IS LATE ARRIVES");
            environment.everythingArrivesAgain();
            steps(LONG_IDLE, LONG_STEPS, simulation::isAtRest);
            simulation.check();
            Errand.require(simulation.isAtRest(), "it does not come to rest");
            return errand.ending();
        } finally {
            simulation.end();
        }
    }

    List<String> trace() {
        return environment.trace();
    }

    private void openShop() {
        simulation.slots().forEach(Slot::start);
        simulation.drain(() -> {});
        InventoryProcess inventory = simulation.running(InventoryProcess.class);
        Cause cause = Cause.request("opening", null);
        inventory.node().start("opens", () -> {
            for (String sku : Clients.SKUS) {
                inventory.catalogue.list(new ListProduct(sku, "Product " + sku, new Money(250, "GBP")), cause);
            }
            List<SkuQuantity> lines = Clients.SKUS.stream()
                    .map(sku -> new SkuQuantity(sku, flow.stock()))
                    .toList();
            inventory.warehouse.execute(new ReceiveStock("receipt-1", lines, "delivery"), cause);
        });
        simulation.drain(() -> {});
        steps(IDLE, 0, simulation::isAtRest);
        errand.prepare(inventory);
        simulation.drain(() -> {});
        steps(IDLE, 0, simulation::isAtRest);
    }

    private boolean isOver() {
        return errand.isAnswered() && simulation.isAtRest();
    }

    private void steps(Duration whenIdle, int fewest, BooleanSupplier enough) {
        int idle = 0;
        for (int step = 0; step < MOST_STEPS && (step < fewest || !enough.getAsBoolean()); step++) {
            int before = simulation.journals().size();
            boolean looksForDue = step % LOOKS_FOR_DUE == 0;
            for (Slot slot : simulation.slots()) {
                slot.publish();
                simulation.drain(this::customer);
            }
            for (Slot slot : simulation.slots()) {
                if (slot.isEmpty()) {
                    slot.start();
                    simulation.drain(this::customer);
                }
                simulation.consumeAll(slot);
                simulation.drain(this::customer);
                if (looksForDue) {
                    slot.lookForDue();
                    simulation.drain(this::customer);
                }
            }
            customer();
            simulation.drain(this::customer);
            simulation.throwViolation();
            idle = simulation.journals().size() == before ? idle + 1 : 0;
            environment.pass(idle > 1 ? whenIdle : STEP);
        }
    }

    /** Looks what has become durable since, and acts. */
    private void customer() {
        List<Commit> commits = simulation.journals().commits();
        for (; commitsSeen < commits.size(); commitsSeen++) {
            commits.get(commitsSeen).events().forEach(this::seen);
        }
        if (fault.isCounting()) {
            errand.pursue();
        }
    }

    private void seen(DomainEvent event) {
        errand.sees(event);
        if (event.getClass() == flow.warehouseDiesUpon()) {
            simulation.slots().stream()
                    .filter(slot -> slot.application.equals("inventory"))
                    .forEach(Slot::die);
        }
    }
}
