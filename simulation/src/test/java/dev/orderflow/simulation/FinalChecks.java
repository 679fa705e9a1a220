package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.Contact;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.stock.StockItem;
import dev.orderflow.inventory.application.stock.StockRecords;
import dev.orderflow.order.application.fulfilment.SetAsideAnswer;
import dev.orderflow.order.application.fulfilment.SetAsideAnswers;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalances;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
    private final SimulatedPost post;
    private final SimulatedStream stream;
    private final Map<String, Durable> durables = new HashMap<>();
    private final InMemoryArchive archive;

    FinalChecks(
            Environment environment,
            Journals journals,
            SimulatedGateway gateway,
            SimulatedCarrier carrier,
            SimulatedPost post,
            SimulatedStream stream,
            List<Durable> durables,
            InMemoryArchive archive) {
        this.environment = environment;
        this.journals = journals;
        this.gateway = gateway;
        this.carrier = carrier;
        this.post = post;
        this.stream = stream;
        durables.forEach(durable -> this.durables.put(durable.service, durable));
        this.archive = archive;
    }

    void check() {
        journalsAreAsTheyWereWritten();
        ordersAndMoney();
        balances();
        letters();
        streamHoldsTheJournals();
        archiveHoldsTheStream();
        viewsAreFolds();
        journals.imports().check(durables.get("orders").views.store);
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
            long promised = journals.promised(orderId).values().stream()
                    .mapToLong(refund -> refund.amount().amount())
                    .sum();
            long kept = completed ? order.placed.total().amount() - promised : 0;
            environment.require(
                    taken - back == kept,
                    completed ? Invariant.I7 : Invariant.I10,
                    orderId + " ended with " + order.end + ", taken " + taken + ", given back " + back + ", promised "
                            + journals.promised(orderId).values());
            environment.require(
                    journals.wasCaptured(orderId) == !charges.isEmpty(),
                    Invariant.I7,
                    orderId + ": journal and ledger differ about the charge");
            environment.require(
                    charges.isEmpty()
                            || refunds.size() == journals.promised(orderId).size(),
                    Invariant.I10,
                    orderId + " was refunded as " + refunds + ", and promised was "
                            + journals.promised(orderId).values());
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

    private void letters() {
        environment.require(journals.untold().isEmpty(), Invariant.I19, "nobody was told of " + journals.untold());
        journals.orders().forEach((orderId, order) -> {
            Contact contact = order.placed.contact();
            boolean reachable = contact != null && !contact.email().equals(SimulatedPost.NOBODY);
            environment.require(
                    post.lettersTo(orderId) == (reachable ? 1 : 0)
                            && journals.letterAbout(orderId).isPresent() == (contact != null),
                    Invariant.I19,
                    orderId + " of " + contact + " ended with " + order.end + ", and its customer got "
                            + post.lettersTo(orderId) + " letters");
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
        List<StreamRecord> archived = archived();
        List<String> put =
                stream.everything().stream().map(FinalChecks::fingerprint).toList();
        environment.require(
                archived.stream().map(FinalChecks::fingerprint).toList().equals(put),
                Invariant.I15,
                "the archive holds " + archived.size() + " records, the stream " + put.size());
    }

    /** Everything that the archive holds, in the order in which the stream took it. */
    private List<StreamRecord> archived() {
        List<String> keys = new ArrayList<>();
        archive.keys(keys::add);
        List<StreamRecord> archived = new ArrayList<>();
        keys.forEach(key -> archive.read(key, record -> archived.add(record.record())));
        archived.sort(Comparator.comparingLong(record -> Long.parseLong(record.sequenceNumber())));
        return archived;
    }

    private static String fingerprint(StreamRecord record) {
        return record.sequenceNumber() + " " + Arrays.hashCode(record.data());
    }

    private void viewsAreFolds() {
        Rebuild fold = new Rebuild();
        journals.commits().forEach(fold::apply);
        Rebuild rebuild = new Rebuild();
        CommitCodec codec = CommitCodec.standard();
        archived().forEach(record -> rebuild.apply(codec.decode(record.data())));
        durables.forEach((service, durable) -> {
            List<String> fromFold = fold.differences(service, durable.views.store);
            environment.require(fromFold.isEmpty(), Invariant.I14, "against the journals: " + fromFold);
            List<String> fromArchive = rebuild.differences(service, durable.views.store);
            environment.require(fromArchive.isEmpty(), Invariant.I14, "against the archive: " + fromArchive);
        });
        Views<StockItem> stock = durables.get("inventory").views.store.create(StockRecords.ITEMS);
        for (String sku : Clients.SKUS) {
            StockItem item = stock.find(sku).orElseThrow().value();
            environment.require(
                    item.onHand() == journals.onHand(sku) && item.reserved() == journals.reserved(sku),
                    Invariant.I4,
                    "of " + sku + " there are " + journals.onHand(sku) + ", " + journals.reserved(sku)
                            + " reserved, and the read model says " + item);
        }
        nothingIsSetAside();
    }

    private void nothingIsSetAside() {
        List<String> orders = List.copyOf(journals.orders().keySet());
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
}
