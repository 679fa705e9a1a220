package dev.orderflow.launcher.operators;

import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "redrive",
        description =
                "Has a parked stream tried again, in order, and waits for what becomes of it; 1 where it is parked again.")
public final class RedriveCommand implements Callable<Integer> {
    /** The service looks every two seconds; a long queue takes longer, and goes on without this command. */
    private static final Duration WATCHED_FOR = Duration.ofSeconds(60);

    @Parameters(paramLabel = "ID", description = "as ./orderflow parked shows it")
    private String id = "";

    @Option(names = "--skip", paramLabel = "VERSION", description = "Leaves out the commit the stream is parked at.")
    private @Nullable Long skip;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it may be left out; kept for ever.")
    private @Nullable String reason;

    @Override
    public Integer call() {
        if ((skip == null) != (reason == null)) {
            throw new SuiteException("--skip and --reason go together: what is left out needs a reason.");
        }
        Operator operator = Operator.ofSurroundings();
        String path = "/v1/parked-streams/" + id;
        Map<String, ?> body =
                skip == null || reason == null ? Map.of() : Map.of("skip", Map.of("version", skip, "reason", reason));
        String requestedAt = operator.post(path + "/redrive", "redrive", body)
                .required("requestedAt")
                .asString();
        Optional<JsonNode> done = Wait.upTo(WATCHED_FOR, () -> ended(operator.get(path), requestedAt));
        if (done.isEmpty()) {
            System.out.println("It is still being worked on: ./orderflow parked " + id);
            return 0;
        }
        JsonNode redrive = done.get();
        System.out.printf(
                "%s after version %s: %s%n",
                redrive.path("outcome").asString(),
                redrive.path("seen").asLong(),
                Operator.firstLine(redrive.path("detail").asString()));
        return "PARKED_AGAIN".equals(redrive.path("outcome").asString()) ? 1 : 0;
    }

    private static Optional<JsonNode> ended(JsonNode parked, String requestedAt) {
        for (JsonNode redrive : parked.path("redrives")) {
            if (redrive.path("requestedAt").asString().equals(requestedAt)) {
                return Optional.of(redrive);
            }
        }
        return Optional.empty();
    }
}
