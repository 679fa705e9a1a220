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
import java.time.Instant;
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

    /** Each costs every application a lease, and every further one teaches less. */
    private static final int MOST_SHARDS = 12;

    /** As the services' consumers are set, about. */
    private static final Duration LEASES_LAST = Duration.ofSeconds(20);

    /** Activities that somebody who stands still sits out, on average. */
    private static final int FROZEN_FOR = 60;

    private static final int SHORTEST = 500;
    private static final int LONGEST = 2_500;

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
    private final SimulatedPost post;
    private final SimulatedStream stream;
    private final Journals journals;
    private final Clients clients;
    private final Uploads uploads;
    private final Operators operators;
    private final SimulatedFiles files = new SimulatedFiles();
    private final List<Durable> durables;
    private final InMemoryArchive archive = new InMemoryArchive();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Leases> leases = new ArrayList<>();
    private final int deliveriesAreRare;
    private int receipts;

    Simulation(long seed, Plant plant, boolean wholeTrace) {
        this(new Environment(seed, plant, wholeTrace), PROCESSES);
    }

    /** @param processes of each service */
    Simulation(Environment environment, int processes) {
        this.environment = environment;
        random = environment.random;
        deliveriesAreRare = random.nextInt(3) == 0 ? 60 : 6;
        gateway = new SimulatedGateway(environment, true);
        post = new SimulatedPost(environment);
        stream = new SimulatedStream(environment, SHARDS);
        journals = new Journals(environment, gateway);
        clients = new Clients(environment, journals);
        uploads = new Uploads(environment, journals.imports());
        operators = new Operators(environment, journals);
        Durable orders = new Durable("orders", environment, journals::appended);
        Durable inventory = new Durable("inventory", environment, journals::appended);
        Durable payments = new Durable("payments", environment, journals::appended);
        Durable notifications = new Durable("notifications", environment, journals::appended);
        Durable store = new Durable("store", environment, journals::appended);
        InMemoryStreamHistories histories = new InMemoryStreamHistories();
        durables = List.of(orders, inventory, payments, notifications, store);
        for (int number = 0; number < processes; number++) {
            slots.add(new Slot(
                    "orders",
                    number,
                    environment,
                    node -> new OrderProcess(new Engines(node, orders, stream.of(node)), files.of(node))));
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
                    "notifications",
                    number,
                    environment,
                    node -> new NotificationProcess(new Engines(node, notifications, stream.of(node)), post.of(node))));
            slots.add(new Slot(
                    "store",
                    number,
                    environment,
                    node -> new ArchiveProcess(
                            node, new FaultyViews(node, store.views), new FaultyArchive(node, archive, histories))));
        }
        Checkpoints checkpoints = new Checkpoints(environment, durables);
        durables.forEach(durable -> leases.add(new Leases(durable.service, environment, stream, checkpoints)));
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
    void end() {
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
        slots.forEach(Slot::thaw);
        environment.trace("THE FAULTS STOP");
        drain();
        gateway.everythingArrives();
        environment.trace("at rest after " + rounds(FEWEST_ROUNDS, this::isAtRest) + " rounds");
        check();
    }

    /** Everything must have come to its end; throws the first violation. */
    void check() {
        List<String> open = journals.orders().entrySet().stream()
                .filter(entry -> entry.getValue().end == null)
                .map(java.util.Map.Entry::getKey)
                .toList();
        environment.require(
                open.isEmpty()
                        && journals.owed().isEmpty()
                        && journals.imports().haveEnded(),
                Invariant.I13,
                "still open long after the last fault: " + open + ", refunds " + journals.owed()
                        + (journals.imports().haveEnded() ? "" : ", an import"));
        throwViolation();
        new FinalChecks(environment, journals, gateway, carrier, post, stream, durables, archive).check();
        throwViolation();
    }

    Environment environment() {
        return environment;
    }

    List<Slot> slots() {
        return slots;
    }

    Clients clients() {
        return clients;
    }

    Uploads uploads() {
        return uploads;
    }

    Journals journals() {
        return journals;
    }

    SimulatedGateway gateway() {
        return gateway;
    }

    int accepted() {
        return clients.accepted();
    }

    void throwViolation() {
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
        if (environment.chance(environment.weather().processFreezes())) {
            slots.get(random.nextInt(slots.size())).freeze();
        }
        if (environment.chance(environment.weather().leaseMoves())) {
            List<Leases.Lease> some = leases.get(random.nextInt(leases.size())).now();
            some.get(random.nextInt(some.size())).give(null);
            environment.disturb();
        }
        if (environment.chance(environment.weather().reshards())
                && stream.shards().size() < MOST_SHARDS) {
            stream.reshard();
        }
        timePassesForTheFrozen();
        Slot slot = slots.get(random.nextInt(slots.size()));
        switch (random.nextInt(20)) {
            case 0 -> {
                if (slot.service() instanceof OrderProcess orders) {
                    switch (random.nextInt(10)) {
                        case 0 -> uploads.act(orders);
                        case 1, 2 -> operators.act(orders);
                        default -> clients.act(orders);
                    }
                } else if (slot.service() instanceof PaymentProcess payments && random.nextInt(4) == 0) {
                    clients.refund(payments);
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
                stream.somethingComesAgain();
                if (random.nextInt(deliveriesAreRare) == 0) {
                    receiveStock();
                }
            }
        }
    }

    /** Their leases go to others after a while; some go on before that, some long after it. */
    private void timePassesForTheFrozen() {
        for (Slot slot : slots) {
            Instant since = slot.frozenAt();
            if (since != null && random.nextInt(FROZEN_FOR) == 0) {
                slot.thaw();
            } else if (since != null && environment.now().isAfter(since.plus(LEASES_LAST))) {
                leases.stream()
                        .flatMap(all -> all.now().stream())
                        .filter(lease ->
                                lease.holder() != null && slot.is(lease.holder().node()))
                        .forEach(lease -> lease.give(null));
                environment.disturb();
            }
        }
    }

    private void consume(Slot slot) {
        for (Leases.Lease lease : leasesOf(slot)) {
            if (random.nextBoolean()) {
                slot.consume(lease, stream);
            }
        }
    }

    /** Another batch of every shard that is not held by another. */
    void consumeAll(Slot slot) {
        leasesOf(slot).forEach(lease -> slot.consume(lease, stream));
    }

    private List<Leases.Lease> leasesOf(Slot slot) {
        return leases.stream()
                .filter(all -> all.application.equals(slot.application))
                .findFirst()
                .orElseThrow()
                .now();
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

    <T extends Service> @Nullable T running(Class<T> type) {
        return slots.stream()
                .map(Slot::service)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
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
                    consumeAll(slot);
                    drain();
                }
            }
            environment.pass(ROUND);
            round++;
        }
        return round;
    }

    boolean isAtRest() {
        return journals.orders().values().stream().allMatch(order -> order.end != null)
                && journals.owed().isEmpty()
                && journals.imports().haveEnded()
                && slots.stream().allMatch(Slot::hasNothingToPublish)
                && leases.stream().allMatch(Leases::areDone);
    }

    /** Lets everything that is under way go on until all of it waits or has ended. */
    private void drain() {
        drain(() -> {});
    }

    /** @param look between any two switches of threads */
    void drain(Runnable look) {
        int switches = 0;
        while (!environment.scheduler.isIdle() && environment.violation() == null) {
            environment.scheduler.runOne();
            look.run();
            if (++switches > MOST_SWITCHES) {
                environment.violate(Invariant.I13, "something goes round in a circle");
            }
        }
    }
}
