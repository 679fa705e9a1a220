package dev.orderflow.launcher.demo;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Place;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Wait;
import dev.orderflow.launcher.figures.Amounts;
import dev.orderflow.launcher.figures.Latencies;
import dev.orderflow.launcher.record.ArchiveContents;
import dev.orderflow.launcher.record.CommitKey;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.JournalRecord;
import dev.orderflow.launcher.record.Journals;
import dev.orderflow.launcher.record.OrderRecord;
import dev.orderflow.launcher.record.StreamContents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;

/** Compares the suite's word with what is on record, and prints the figures. */
final class Report {
    /** The archiver writes what it holds every few seconds; read models follow within one. */
    private static final Duration UNTIL_EQUAL = Duration.ofMinutes(5);

    private final Place place;
    private final Progress progress;
    private final Api api;
    private final Engines engines;
    private final Backlog backlog;

    Report(Place place, Progress progress, Api api, Engines engines, Backlog backlog) {
        this.place = place;
        this.progress = progress;
        this.api = api;
        this.engines = engines;
        this.backlog = backlog;
    }

    List<Check> print(ImportSummary imported, Instant since) {
        OnRecord seen = settled(since);
        JournalRecord journals = seen.journals();
        Set<CommitKey> stream = seen.stream();
        Set<CommitKey> archive = seen.archive();
        printOrders(journals);
        printRefusals(imported);
        printSpeed(journals, since);
        printCounts(journals, stream, archive);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.that(
                journals.ordersUnderWay() == 0,
                "every order has ended",
                Amounts.count(journals.orders().size()) + " orders, " + journals.ordersUnderWay() + " under way"));
        checks.add(readModelAgrees(journals));
        checks.add(eachPaidOrderWasChargedOnce(journals));
        checks.add(eachCustomerWasToldOnce(journals));
        checks.add(equal("the stream holds every commit of the journals", journals.commits(), stream));
        checks.add(equal("the archive holds every commit of the journals", journals.commits(), archive));
        checks.add(nothingIsParked());
        return checks;
    }

    private record OnRecord(JournalRecord journals, Set<CommitKey> stream, Set<CommitKey> archive) {
        boolean isSettled() {
            return journals.ordersUnderWay() == 0
                    && journals.customersNotToldOnce() == 0
                    && journals.commits().equals(stream)
                    && journals.commits().equals(archive);
        }
    }

    /** All three at rest: customers are still being told when the last order has ended, and the archive comes behind. */
    private OnRecord settled(Instant since) {
        return Wait.upTo(UNTIL_EQUAL, () -> lookUnlessBusy(since).filter(OnRecord::isSettled))
                .orElseGet(() -> look(since));
    }

    /** Nothing where an engine is too busy to answer in time. */
    private Optional<OnRecord> lookUnlessBusy(Instant since) {
        try {
            return Optional.of(look(since));
        } catch (SdkClientException busy) {
            progress.line("  looking again: " + busy.getMessage());
            return Optional.empty();
        }
    }

    private OnRecord look(Instant since) {
        return new OnRecord(
                JournalRecord.read(new Journals(engines.dynamo()), since),
                new StreamContents(engines.kinesis(), Engines.STREAM).commits(),
                new ArchiveContents(engines.s3()).commits());
    }

    private void printOrders(JournalRecord journals) {
        progress.heading("Orders by final status");
        statuses(journals).forEach((status, number) -> row(status, Amounts.count(number)));
    }

    private static Map<String, Long> statuses(JournalRecord journals) {
        Map<String, Long> statuses = new TreeMap<>();
        for (OrderRecord order : journals.orders().values()) {
            String status = order.end()
                    .map(end -> end.status() + (end.status().equals("REJECTED") ? " " + end.reason() : ""))
                    .orElse("UNDER WAY");
            statuses.merge(status, 1L, Long::sum);
        }
        return statuses;
    }

    private void printRefusals(ImportSummary imported) {
        progress.heading("Rows refused, by reason (each row: GET /v1/imports/" + imported.id() + "/rows)");
        imported.refused().forEach(refused -> row(refused.reason(), Amounts.count(refused.rows())));
    }

    private void printSpeed(JournalRecord journals, Instant since) {
        List<OrderRecord> recent = journals.orders().values().stream()
                .filter(order -> !order.acceptedAt().isBefore(since))
                .toList();
        progress.heading("Speed of the import, on this machine");
        if (recent.isEmpty()) {
            progress.line("  nothing was new: every order had been placed by an earlier run (try --fresh)");
            return;
        }
        Instant first = recent.stream()
                .map(OrderRecord::acceptedAt)
                .min(Instant::compareTo)
                .orElse(since);
        Instant last = recent.stream()
                .flatMap(order -> order.end().stream())
                .map(OrderRecord.End::at)
                .max(Instant::compareTo)
                .orElse(first);
        Duration took = Duration.between(first, last);
        Latencies latencies = Latencies.of(
                recent.stream().flatMap(order -> order.acceptToEnd().stream()).toList());
        row("first order accepted to last one ended", Amounts.seconds(took));
        row("orders", Amounts.count(recent.size()) + ", " + Amounts.rate(recent.size(), took));
        row("events", Amounts.count(journals.eventsSince()) + ", " + Amounts.rate(journals.eventsSince(), took));
        row(
                "memory of all processes now",
                Amounts.count(place.residentKilobytes().getAsLong() / 1024) + " MB");
        row(
                "accept to end",
                "p50 " + Amounts.seconds(latencies.percentile(50)) + ", p99 "
                        + Amounts.seconds(latencies.percentile(99)));
    }

    private void printCounts(JournalRecord journals, Set<CommitKey> stream, Set<CommitKey> archive) {
        progress.heading("What is on record");
        progress.line(String.format(
                Locale.ROOT, "  %-16s %10s %10s %10s %10s", "", "events", "journals", "stream", "archive"));
        Set<String> categories = new TreeSet<>(journals.eventsByCategory().keySet());
        stream.forEach(commit -> categories.add(commit.category()));
        archive.forEach(commit -> categories.add(commit.category()));
        for (String category : categories) {
            long here = in(journals.commits(), category);
            long there = in(stream, category);
            long kept = in(archive, category);
            progress.line(String.format(
                    Locale.ROOT,
                    "  %-16s %10s %10s %10s %10s %s",
                    category,
                    Amounts.count(journals.eventsByCategory().getOrDefault(category, 0L)),
                    Amounts.count(here),
                    Amounts.count(there),
                    Amounts.count(kept),
                    here == there && here == kept ? "✓" : "✗"));
        }
    }

    private static long in(Set<CommitKey> commits, String category) {
        return commits.stream()
                .filter(commit -> commit.category().equals(category))
                .count();
    }

    private Check readModelAgrees(JournalRecord journals) {
        Map<String, Long> expected = new TreeMap<>();
        journals.orders()
                .values()
                .forEach(order ->
                        expected.merge(order.end().map(OrderRecord.End::status).orElse("UNDER WAY"), 1L, Long::sum));
        Map<String, Long> listed = Wait.upTo(
                        UNTIL_EQUAL, () -> Optional.of(backlog.countsByStatus()).filter(expected::equals))
                .orElseGet(backlog::countsByStatus);
        return Check.that(
                listed.equals(expected), "the order list over HTTP agrees with the journals", listed.toString());
    }

    /** The gateway's own ledger is the judge: it knows nothing of the suite. */
    private Check eachPaidOrderWasChargedOnce(JournalRecord journals) {
        JsonNode charges = new Api(place.gateway())
                .get("/v1/ledger/summary", "none")
                .expected()
                .required("chargesPerReference");
        long paid =
                journals.orders().values().stream().filter(OrderRecord::paid).count();
        long chargedOnce = journals.orders().entrySet().stream()
                .filter(order -> charges.path(order.getKey()).asLong()
                        == (order.getValue().paid() ? 1 : 0))
                .count();
        return Check.that(
                chargedOnce == journals.orders().size(),
                "the gateway charged each paid order once, and no other",
                Amounts.count(paid) + " paid, " + Amounts.count(charges.size()) + " charged");
    }

    private static Check eachCustomerWasToldOnce(JournalRecord journals) {
        long notTold = journals.customersNotToldOnce();
        return Check.that(
                notTold == 0,
                "each customer was told once, by a letter that was sent",
                Amounts.count(journals.lettersSent().size()) + " orders with a letter, " + Amounts.count(notTold)
                        + " not told once");
    }

    private static Check equal(String statement, Set<CommitKey> journals, Set<CommitKey> other) {
        Set<CommitKey> missing = new HashSet<>(journals);
        missing.removeAll(other);
        Set<CommitKey> unknown = new HashSet<>(other);
        unknown.removeAll(journals);
        String detail = Amounts.count(journals.size()) + " commits";
        if (!missing.isEmpty()) {
            detail += ", " + missing.size() + " missing, such as "
                    + missing.iterator().next();
        }
        if (!unknown.isEmpty()) {
            detail += ", " + unknown.size() + " that no journal has, such as "
                    + unknown.iterator().next();
        }
        return Check.that(missing.isEmpty() && unknown.isEmpty(), statement, detail);
    }

    private Check nothingIsParked() {
        Api.Answer answer = api.get("/v1/parked-streams", api.token("operator", ""));
        JsonNode parked = answer.body().path("items");
        return Check.that(
                answer.status() == 200 && parked.isEmpty(),
                "no consumer had to park a stream",
                answer.status() == 200 ? parked.size() + " parked" : "the answer was " + answer.status());
    }

    private void row(String what, String figure) {
        progress.line(String.format(Locale.ROOT, "  %-40s %s", what, figure));
    }
}
