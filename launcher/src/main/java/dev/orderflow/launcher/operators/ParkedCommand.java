package dev.orderflow.launcher.operators;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "parked",
        description = "Lists the streams that consumers had to park, oldest first; with an id, all about one.")
public final class ParkedCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "such as payments~order-o7f3c")
    private String id = "";

    @Override
    public Integer call() {
        Operator operator = Operator.ofSurroundings();
        if (!id.isEmpty()) {
            System.out.println(operator.get("/v1/parked-streams/" + id).toPrettyString());
            return 0;
        }
        JsonNode items = operator.get("/v1/parked-streams?limit=100").path("items");
        if (items.isEmpty()) {
            System.out.println("Nothing is parked.");
        }
        for (JsonNode item : items) {
            System.out.printf(
                    "%s %-6s %s%n    at version %s for %s, %s waiting: %s%s%n",
                    item.path("alarm").asBoolean() ? "!" : " ",
                    item.path("kind").asString(),
                    item.path("id").asString(),
                    item.path("atVersion").asLong(),
                    Operator.age(item.path("ageSeconds").asLong()),
                    item.path("depth").asInt(),
                    Operator.firstLine(item.path("cause").asString()),
                    item.has("redrive") ? "\n    a redrive is under way" : "");
        }
        return 0;
    }
}
