package dev.orderflow.launcher.operators;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "stuck",
        description = "Lists the orders that stand still and why, those first that have waited longest.")
public final class StuckCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        JsonNode items =
                Operator.ofSurroundings().get("/v1/stuck-orders?limit=100").path("items");
        if (items.isEmpty()) {
            System.out.println("No order stands still.");
        }
        for (JsonNode item : items) {
            System.out.printf(
                    "%s  %s since %s%n    %s, version %s: %s%n",
                    item.path("orderId").asString(),
                    item.path("step").asString(),
                    item.path("since").asString(),
                    item.path("status").asString(),
                    item.path("version").asLong(),
                    Operator.firstLine(item.path("reason").asString()));
        }
        return 0;
    }
}
