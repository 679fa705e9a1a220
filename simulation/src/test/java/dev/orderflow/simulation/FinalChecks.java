package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.catalogue.ProductProjection;
import dev.orderflow.inventory.application.fulfilment.KnownOrderProjection;
import dev.orderflow.inventory.application.shipping.ShipmentProjection;
import dev.orderflow.inventory.application.stock.StockItem;
import dev.orderflow.inventory.application.stock.StockRecords;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueProjection;
import dev.orderflow.order.application.fulfilment.SetAsideAnswer;
import dev.orderflow.order.application.fulfilment.SetAsideAnswers;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalances;
import dev.orderflow.payment.application.payments.PaymentSummaries;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must be true when everything has come to rest. */
final class FinalChecks {
    private final Environment environment;
    private final Journals journals;
    private final SimulatedGateway gateway;
    private final SimulatedCarrier carrier;
    private final SimulatedStream stream;
    private final Map<String, Durable> durables = new HashMap<>();
    private final InMemoryArchive archive;

    FinalChecks(
            Environment environment,
            Journals journals,
            SimulatedGateway gateway,
            SimulatedCarrier carrier,
            SimulatedStream stream,
            List<Durable> durables,
            InMemoryArchive archive) {
        this.environment = environment;
        this.journals = journals;
        this.gateway = gateway;
        this.carrier = carrier;
        this.stream = stream;
        durables.forEach(durable -> this.durables.put(durable.service, durable));
        this.archive = archive;
    }

    void check() {
        journalsAreAsTheyWereWritten();
        ordersAndMoney();
        balances();
        streamHoldsTheJournals();
        archiveHoldsTheStream();
        viewsAreFolds();
    }

    private void journalsAreAsTheyWereWritten() {
        int stored = 0;
        for (Durable durable : durables.values()) {
            for (StoredCommit commit : durable.journal.everything()) {
                stored++;
                environment.require(journals.isUnchanged(commit), Invariant.I1, commit + " was changed");
            }
        }
        environment.require(
                stored == journals.size(), Invariant.I1, "commits have gone: " + stored + " of " + journals.size());
    }

    private void ordersAndMoney() {
        journals.orders().forEach((orderId, order) -> {
            List<SimulatedGateway.Charge> charges = gateway.chargesOf(orderId);
            long taken =
                    charges.stream().mapToLong(SimulatedGateway.Charge::amount).sum();
            List<SimulatedGateway.Back> refunds = charges.stream()
                    .flatMap(charge -> gateway.refundsOf(charge.chargeId()).stream())
                    .toList();
            long back =
                    refunds.stream().mapToLong(SimulatedGateway.Back::amount).sum();
            boolean completed = order.end instanceof OrderCompleted;
            environment.require(charges.size() <= 1, Invariant.I6, orderId + " was charged as " + charges);
            environment.require(
                    taken - back == (completed ? order.placed.total().amount() : 0),
                    completed ? Invariant.I7 : Invariant.I10,
                    orderId + " ended with " + order.end + ", taken " + taken + ", given back " + back);
            environment.require(
                    journals.wasCaptured(orderId) == !charges.isEmpty(),
                    Invariant.I7,
                    orderId + ": journal and ledger differ about the charge");
            environment.require(refunds.size() <= 1, Invariant.I10, orderId + " was refunded as " + refunds);
            environment.require(!journals.holdsStock(orderId), Invariant.I10, orderId + " ended and holds stock");
            environment.require(
                    journals.wasDispatched(orderId) == completed,
                    Invariant.I10,
                    orderId + " ended with " + order.end + " and dispatched is " + journals.wasDispatched(orderId));
            environment.require(
                    carrier.parcelsOf(orderId) == (completed ? 1 : 0),
                    Invariant.I8,
                    "the carrier has " + carrier.parcelsOf(orderId) + " parcels of " + orderId + ", which ended with "
                            + order.end);
        });
    }

    private void balances() {
        Map<String, Long> expected = new TreeMap<>();
        gateway.effectiveCharges()
                .forEach(charge -> expected.merge(
                        charge.customerId(),
                        charge.amount()
                                - gateway.refundsOf(charge.chargeId()).stream()
                                        .mapToLong(SimulatedGateway.Back::amount)
                                        .sum(),
                        Long::sum));
        expected.forEach((customer, amount) -> {
            Optional<View<CustomerBalance>> balance = durables.get("payments")
                    .views
                    .store
                    .create(CustomerBalances.DEFINITION)
                    .find(customer);
            long stated = balance.stream()
                    .flatMap(view -> view.value().totals().stream())
                    .mapToLong(totals -> totals.balance().amount())
                    .sum();
            environment.require(
                    stated == amount, Invariant.I7, "balance of " + customer + " is " + stated + ", not " + amount);
        });
    }

    private void streamHoldsTheJournals() {
        Map<String, byte[]> onStream = new HashMap<>();
        CommitCodec codec = CommitCodec.standard();
        for (StreamRecord record : stream.everything()) {
            Commit commit = codec.decode(record.data());
            byte[] before = onStream.put(commit.streamId() + "@" + commit.firstVersion(), record.data());
            environment.require(
                    before == null || Arrays.equals(before, record.data()),
                    Invariant.I15,
                    "two different commits " + commit + " on the stream");
        }
        for (Durable durable : durables.values()) {
            for (StoredCommit stored : durable.journal.everything()) {
                byte[] there = onStream.remove(
                        stored.commit().streamId() + "@" + stored.commit().firstVersion());
                environment.require(
                        there != null && Arrays.equals(there, stored.bytes()),
                        Invariant.I15,
                        stored + " is not on the stream as it is in the journal");
            }
        }
        environment.require(onStream.isEmpty(), Invariant.I15, "on the stream and in no journal: " + onStream.keySet());
    }

    private void archiveHoldsTheStream() {
        List<String> archived = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        archive.keys(keys::add);
        keys.forEach(key -> archive.read(
                key,
                (ArchivedRecord record) -> archived.add(record.record().sequenceNumber()
                        + Arrays.hashCode(record.record().data()))));
        List<String> put = stream.everything().stream()
                .map(record -> record.sequenceNumber() + Arrays.hashCode(record.data()))
                .sorted()
                .toList();
        environment.require(
                archived.stream().sorted().toList().equals(put),
                Invariant.I15,
                "the archive holds " + archived.size() + " records, the stream " + put.size());
    }

    private void viewsAreFolds() {
        InMemoryViewStore folds = new InMemoryViewStore();
        List<Subscriber> projections = new ArrayList<>(InventoryProcess.projections(folds));
        InMemoryViewStore orderFolds = new InMemoryViewStore();
        projections.add(new CatalogueProjection(orderFolds.create(Catalogue.VIEW)));
        projections.add(OrderProcess.summaryProjection(orderFolds));
        InMemoryViewStore paymentFolds = new InMemoryViewStore();
        projections.add(PaymentProcess.projection(paymentFolds, paymentFolds));
        Map<StreamId, List<Commit>> byStream = new TreeMap<>();
        journals.commits()
                .forEach(commit -> byStream.computeIfAbsent(commit.streamId(), id -> new ArrayList<>())
                        .add(commit));
        byStream.forEach((id, commits) -> projections.stream()
                .filter(projection -> projection.wants(id.category()))
                .forEach(projection -> projection.apply(id, commits)));
        List<String> orders = List.copyOf(journals.orders().keySet());
        same("orders", orderFolds, OrderSummaries.VIEW, orders);
        same("orders", orderFolds, OrderSummaries.CONTENT_VIEW, orders);
        same("orders", orderFolds, Catalogue.VIEW, Clients.SKUS);
        same("inventory", folds, ProductProjection.DEFINITION, Clients.SKUS);
        same("inventory", folds, StockRecords.ITEMS, Clients.SKUS);
        same("inventory", folds, ShipmentProjection.DEFINITION, orders);
        same("inventory", folds, KnownOrderProjection.DEFINITION, orders);
        same("payments", paymentFolds, PaymentSummaries.DEFINITION, orders);
        for (String sku : Clients.SKUS) {
            StockItem item =
                    folds.create(StockRecords.ITEMS).find(sku).orElseThrow().value();
            environment.require(
                    item.onHand() == journals.onHand(sku) && item.reserved() == journals.reserved(sku),
                    Invariant.I4,
                    "of " + sku + " there are " + journals.onHand(sku) + ", " + journals.reserved(sku)
                            + " reserved, and the read model says " + item);
        }
        TreeSet<String> setAside = new TreeSet<>();
        for (String orderId : orders) {
            new SetAsideAnswers(
                            durables.get("orders").views.store.create(SetAsideAnswers.VIEW),
                            CommitCodec.standard(),
                            InstantSource.fixed(environment.now()))
                    .of(orderId).stream().map(SetAsideAnswer::reason).forEach(setAside::add);
        }
        environment.require(setAside.isEmpty(), Invariant.I17, "set aside: " + setAside);
    }

    private <V> void same(String service, InMemoryViewStore folds, ViewDefinition<V> definition, List<String> ids) {
        for (String id : ids) {
            Optional<View<V>> stands =
                    durables.get(service).views.store.create(definition).find(id);
            Optional<View<V>> folded = folds.create(definition).find(id);
            environment.require(
                    stands.equals(folded),
                    Invariant.I14,
                    definition.name() + " " + id + " is " + stands + ", and the fold of its journal " + folded);
        }
    }
}
