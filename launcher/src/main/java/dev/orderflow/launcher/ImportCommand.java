package dev.orderflow.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "import", description = "Imports orders from a CSV file of the online-retail shape, also gzipped.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "file.csv or file.csv.gz")
    private Path file = Path.of("");

    @Option(names = "--no-derive", description = "Takes products and stock as they are, instead of deriving them too.")
    private boolean asIs;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new SuiteException("There is no file " + file);
        }
        Progress progress = Progress.standard();
        Api api = Surroundings.api();
        JsonNode report = new Imports(api, progress).run(file, !asIs);
        progress.line(report.toPrettyString());
        return "COMPLETED".equals(report.path("status").asString()) ? 0 : 1;
    }
}
