package dev.orderflow.launcher.operators;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "act", description = "Has the pending step of an order retried, skipped or called off, with a reason.")
public final class ActCommand implements Callable<Integer> {
    enum Verb {
        retry,
        skip,
        compensate
    }

    @Parameters(index = "0", paramLabel = "ORDER", description = "as ./orderflow stuck shows it")
    private String orderId = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}")
    private Verb verb = Verb.retry;

    @Parameters(index = "2", paramLabel = "STEP", description = "the one that the order waits for, such as SHIP")
    private String step = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Stands in the order's history.")
    private String reason = "";

    @Override
    public Integer call() {
        // Each call of the command is an action of its own.
        String key = UUID.randomUUID().toString();
        JsonNode taken = Operator.ofSurroundings()
                .post(
                        "/v1/orders/" + orderId + "/process/actions",
                        key,
                        Map.of("action", verb.name(), "step", step, "reason", reason));
        System.out.printf(
                "Order %s is %s at version %s%n",
                orderId, taken.path("status").asString(), taken.path("version").asLong());
        return 0;
    }
}
