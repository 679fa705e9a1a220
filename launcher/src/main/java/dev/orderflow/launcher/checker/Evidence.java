package dev.orderflow.launcher.checker;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * All that there is to judge by.
 *
 * @param answers what clients asked and were answered, as {@link Answers} wrote it down
 * @param ledger the gateway's entries, charges and refunds, in order
 * @param stream from its oldest record on, parent shards before their children, each in order
 * @param archive every line of every object, with its events
 */
public record Evidence(List<JsonNode> answers, List<JsonNode> ledger, List<Seen> stream, List<Seen> archive) {
    public Evidence {
        answers = List.copyOf(answers);
        ledger = List.copyOf(ledger);
        stream = List.copyOf(stream);
        archive = List.copyOf(archive);
    }

    Stream<JsonNode> answers(String kind) {
        return answers.stream().filter(answer -> answer.path("kind").asString().equals(kind));
    }
}
