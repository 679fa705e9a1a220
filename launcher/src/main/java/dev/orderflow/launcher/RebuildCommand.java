package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "rebuild", description = "Builds a read model anew from the archive, while everything goes on.")
final class RebuildCommand implements Callable<Integer> {
    @Parameters(paramLabel = "READ-MODEL", description = "such as order-summaries, or orders/order-summaries")
    private String readModel = "";

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        JsonNode end = new Rebuilds(Surroundings.api(), progress).run(readModel);
        return "DONE".equals(end.path("phase").asString()) ? 0 : 1;
    }
}
