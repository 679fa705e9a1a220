package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.Footprint;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All figures of one run; its components are the fields of {@code --json}.
 *
 * @param tookSeconds from the start of the command, engines and services included
 * @param clients how many place orders at once
 * @param commitBytes an order's first commit as DynamoDB counts it; the bare loops put as many
 */
public record BenchReport(
        Machine machine,
        long tookSeconds,
        int clients,
        int linesPerOrder,
        FirstOrder firstOrder,
        long commitBytes,
        Speed speed,
        Cost cost,
        List<Process> processes,
        List<FirstRecord> firstRecords,
        CatchUp catchUp,
        RebuildTime rebuild,
        Replay replay,
        List<StreamLoad> streamLoads) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    /**
     * The first order on a suite that just started.
     *
     * @param readyToAcceptedMillis from "everything is ready" to its acceptance, products and stock included
     * @param acceptToEndMillis from its acceptance to its end, on cold JVMs
     */
    record FirstOrder(double readyToAcceptedMillis, double acceptToEndMillis) {}

    /** Resident memory in MiB, after the start and after the last round. */
    record Process(String name, double startUpSeconds, long megabytesAtStart, long megabytesAtEnd) {

        /** @param end the same processes in the same order */
        static List<Process> of(List<Footprint> start, List<Footprint> end) {
            List<Process> all = new ArrayList<>();
            for (int i = 0; i < start.size(); i++) {
                Footprint then = start.get(i);
                all.add(new Process(
                        then.name(),
                        then.startUp().toMillis() / 1000.0,
                        then.residentKilobytes() / 1024,
                        end.get(i).residentKilobytes() / 1024));
            }
            return all;
        }
    }

    /** One JSON document. */
    public String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /** For people. */
    public List<String> lines() {
        return new BenchText(this).lines();
    }
}
