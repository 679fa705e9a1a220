package dev.orderflow.launcher.demo;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Imports;
import dev.orderflow.launcher.Place;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** The demo on a suite that runs. */
public final class Demo {
    private final Place place;
    private final Progress progress;
    private final InstantSource clock;
    private final Api api;

    public Demo(Place place, Progress progress, InstantSource clock) {
        this.place = place;
        this.progress = progress;
        this.clock = clock;
        this.api = place.client();
    }

    /**
     * @param rows how many rows of the month are imported; all of them where empty
     * @return whether every check of the report holds
     */
    public boolean play(OptionalInt rows) {
        List<Check> checks = new ArrayList<>(new Stories(api, progress, "demo-" + clock.millis()).play());

        RealMonth month = new RealMonth(place.root());
        Path file = rows.isPresent() ? month.first(rows.getAsInt()) : month.whole();
        String what = rows.isPresent() ? "The first rows of a month" : "A month";
        progress.heading(what + " of real orders: " + RealMonth.NAME);
        progress.line(
                "  UCI \"Online Retail\", Chen (2015), CC BY 4.0; products and an opening stock are derived from it");
        Instant importedFrom = clock.instant();
        JsonNode imported = new Imports(api, progress).run(file, true);
        Duration importTook = Duration.between(importedFrom, clock.instant());
        ImportSummary summary = ImportSummary.of(imported, importTook);
        progress.line("  " + summary.headline());
        checks.addAll(summary.checks(Imports.rowsOf(file)));

        Backlog backlog = new Backlog(api, progress);
        backlog.awaitEnd(summary.orders());
        try (Engines engines = place.engines().get()) {
            progress.line("  comparing journals, read models, stream, archive and the gateway's ledger");
            checks.addAll(new Report(place, progress, api, engines, backlog).print(summary, importedFrom));
        }
        progress.heading("Checks");
        checks.forEach(check -> progress.line(check.line()));
        return checks.stream().allMatch(Check::holds);
    }
}
