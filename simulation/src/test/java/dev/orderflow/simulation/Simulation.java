package dev.orderflow.simulation;

import dev.orderflow.events.Money;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One history of the whole suite: two processes of each service, their engines, clients; a stretch with faults, then one
 * without, in which everything has to come to its end. The seed chooses everything.
 */
final class Simulation {
    private static final int SHARDS = 2;
    private static final int PROCESSES = 2;
    private static final int SHORTEST = 400;
    private static final int LONGEST = 2_000;

    /** Activities are begun while others are under way: this often something goes on instead. */
    private static final double GOES_ON = 0.9;

    /** Past the longest waits of the janitor and all deadlines of an order, several times over. */
    private static final int MOST_ROUNDS = 600;

    private static final Duration ROUND = Duration.ofSeconds(15);
    /** Long enough for sweeps of what was left behind, and for every index and mark to be settled. */
    private static final int FEWEST_ROUNDS = 10;

    /** Switches of threads until all of them wait: far more than any activity needs. */
    private static final int MOST_SWITCHES = 2_000_000;

    private final Environment environment;
    private final RandomGenerator random;
    private final SimulatedGateway gateway;
    private final SimulatedCarrier carrier = new SimulatedCarrier();
    private final SimulatedStream stream;
    private final Journals journals;
    private final Clients clients;
    private final List<Durable> durables;
    private final InMemoryArchive archive = new InMemoryArchive();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Leases.Lease> leases = new ArrayList<>();
    private int receipts;

    Simulation(long seed, Plant plant, boolean wholeTrace) {
        environment = new Environment(seed, plant, wholeTrace);
        random = environment.random;
        gateway = new SimulatedGateway(environment);
        stream = new SimulatedStream(environment, SHARDS);
        journals = new Journals(environment, gateway);
        clients = new Clients(environment, journals);
        Durable orders = new Durable("orders", environment, journals::appended);
        Durable inventory = new Durable("inventory", environment, journals::appended);
        Durable payments = new Durable("payments", environment, journals::appended);
        Durable store = new Durable("store", environment, journals::appended);
        InMemoryStreamHistories histories = new InMemoryStreamHistories();
        durables = List.of(orders, inventory, payments, store);
        for (int number = 0; number < PROCESSES; number++) {
            slots.add(new Slot(
                    "orders",
                    number,
                    environment,
                    node -> new OrderProcess(new Engines(node, orders, stream.of(node)))));
            slots.add(new Slot(
                    "inventory",
                    number,
                    environment,
                    node -> new InventoryProcess(new Engines(node, inventory, stream.of(node)), carrier.of(node))));
            slots.add(new Slot(
                    "payments",
                    number,
                    environment,
                    node -> new PaymentProcess(new Engines(node, payments, stream.of(node)), gateway.of(node))));
            slots.add(new Slot(
                    "store",
                    number,
                    environment,
                    node -> new ArchiveProcess(
                            node, new FaultyViews(node, store.views), new FaultyArchive(node, archive, histories))));
        }
        Checkpoints checkpoints = new Checkpoints(environment, stream, durables);
        for (Durable durable : durables) {
            for (int shard = 0; shard < SHARDS; shard++) {
                leases.add(new Leases.Lease(durable.service, shard, checkpoints::check));
            }
        }
    }

    /** Throws the first violation. */
    void run() {
        try {
            live();
        } finally {
            end();
        }
    }

    /** A thread that waits for work would keep this history in memory for as long as it waits. */
    private void end() {
        slots.forEach(Slot::die);
        while (!environment.scheduler.isIdle()) {
            environment.scheduler.runOne();
        }
    }

    private void live() {
        openShop();
        environment.turn(Weather.of(random));
        environment.trace(environment.weather().toString());
        int activities = SHORTEST + random.nextInt(LONGEST - SHORTEST);
        for (int i = 0; i < activities && environment.violation() == null; i++) {
            while (!environment.scheduler.isIdle() && random.nextDouble() < GOES_ON) {
                environment.scheduler.runOne();
            }
            something();
            environment.pass(Duration.ofMillis(random.nextInt(40)));
        }
        environment.turn(Weather.CALM);
        environment.trace("THE FAULTS STOP");
        comeToRest();
        throwViolation();
        new FinalChecks(environment, journals, gateway, carrier, stream, durables, archive).check();
        throwViolation();
    }

    Environment environment() {
        return environment;
    }

    int accepted() {
        return clients.accepted();
    }

    private void throwViolation() {
        if (environment.violation() != null) {
            throw environment.violation();
        }
    }

    /** Products are listed, there is some stock, and the order service knows the catalogue. */
    private void openShop() {
        slots.forEach(Slot::start);
        drain();
        InventoryProcess inventory = running(InventoryProcess.class);
        inventory.node().start("opens", () -> {
            for (String sku : Clients.SKUS) {
                inventory.catalogue.list(
                        new ListProduct(sku, "Product " + sku, new Money(100 + sku.charAt(0), "GBP")), cause());
            }
        });
        receiveStock();
        drain();
        rounds(3, this::catalogueIsKnown);
    }

    private boolean catalogueIsKnown() {
        Views<CatalogueEntry> entries = durables.getFirst().views.store.create(Catalogue.VIEW);
        return Clients.SKUS.stream().allMatch(sku -> entries.find(sku).isPresent());
    }

    private void something() {
        if (environment.chance(environment.weather().processDies())) {
            slots.get(random.nextInt(slots.size())).die();
        }
        if (environment.chance(environment.weather().leaseMoves())) {
            leases.get(random.nextInt(leases.size())).give(null);
        }
        Slot slot = slots.get(random.nextInt(slots.size()));
        switch (random.nextInt(20)) {
            case 0 -> {
                if (slot.service() instanceof OrderProcess orders) {
                    clients.act(orders);
                }
            }
            case 1, 2, 3, 4 -> slot.publish();
            case 5, 6, 7, 8, 9, 10, 11, 12, 13 -> consume(slot);
            case 14 -> slot.lookForDue();
            case 15, 16 -> {
                if (slot.isEmpty()) {
                    slot.start();
                }
            }
            case 17 -> environment.pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 90_000 : 3_000)));
            default -> {
                gateway.somethingArrives();
                if (random.nextInt(6) == 0) {
                    receiveStock();
                }
            }
        }
    }

    private void consume(Slot slot) {
        for (Leases.Lease lease : leases) {
            if (lease.application().equals(slot.application) && random.nextBoolean()) {
                slot.consume(lease, stream);
            }
        }
    }

    private void receiveStock() {
        InventoryProcess inventory = running(InventoryProcess.class);
        if (inventory == null) {
            return;
        }
        String receiptId = "receipt-" + ++receipts;
        List<SkuQuantity> lines = Clients.SKUS.stream()
                .map(sku -> new SkuQuantity(sku, 1 + random.nextInt(6)))
                .toList();
        inventory.node().start("receives stock", () -> {
            try {
                inventory.warehouse.execute(new ReceiveStock(receiptId, lines, "delivery"), cause());
            } catch (RuntimeException e) {
                inventory.node().explain("receiving stock", e);
            }
        });
    }

    private static Cause cause() {
        return Cause.request("opening", null);
    }

    private <T extends Service> @Nullable T running(Class<T> type) {
        return slots.stream()
                .map(Slot::service)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private void comeToRest() {
        drain();
        gateway.everythingArrives();
        int rounds = rounds(FEWEST_ROUNDS, this::isAtRest);
        environment.trace("at rest after " + rounds + " rounds");
        List<String> open = journals.orders().entrySet().stream()
                .filter(entry -> entry.getValue().end == null)
                .map(java.util.Map.Entry::getKey)
                .toList();
        environment.require(
                open.isEmpty(),
                Invariant.I13,
                "still open after " + ROUND.multipliedBy(rounds) + " without faults: " + open);
    }

    private int rounds(int fewest, BooleanSupplier enough) {
        int round = 0;
        while (round < MOST_ROUNDS && environment.violation() == null && !(round >= fewest && enough.getAsBoolean())) {
            for (Slot slot : slots) {
                if (slot.isEmpty()) {
                    slot.start();
                    drain();
                }
                slot.lookForDue();
                drain();
                for (int i = 0; i < 3; i++) {
                    slot.publish();
                    drain();
                    leases.stream()
                            .filter(lease -> lease.application().equals(slot.application))
                            .forEach(lease -> slot.consume(lease, stream));
                    drain();
                }
            }
            environment.pass(ROUND);
            round++;
        }
        return round;
    }

    private boolean isAtRest() {
        return journals.orders().values().stream().allMatch(order -> order.end != null)
                && slots.stream().allMatch(Slot::hasNothingToPublish)
                && leases.stream()
                        .allMatch(lease ->
                                lease.holder() != null && lease.holder().isAtEnd() && lease.isDone(stream));
    }

    /** Lets everything that is under way go on until all of it waits or has ended. */
    private void drain() {
        int switches = 0;
        while (!environment.scheduler.isIdle() && environment.violation() == null) {
            environment.scheduler.runOne();
            if (++switches > MOST_SWITCHES) {
                environment.violate(Invariant.I13, "something goes round in a circle");
            }
        }
    }
}
