package dev.orderflow.launcher;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "verify",
        description = "Proves the archive whole, unaltered and equal to the journals; 1 where it is not.")
final class VerifyCommand implements Callable<Integer> {
    private static final String VERIFICATIONS = "/v1/archive/verifications";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Option(names = "--no-stream", description = "Leaves out what the stream still has, which consumers read from too.")
    private boolean withoutStream;

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        Api api = Surroundings.api();
        String operator = api.token("operator", "");
        String id = api.post(VERIFICATIONS + "?stream=" + !withoutStream, operator)
                .expected()
                .required("verificationId")
                .asString();
        JsonNode report = ended(api, operator, id, progress);
        if (!report.required("status").asString().equals("COMPLETED")) {
            throw new SuiteException("The verification failed: "
                    + report.path("failure").asString("no reason is known")
                    + ". Run it again, and look at ./orderflow logs event-store-service if it fails again.");
        }
        JsonNode proof = report.required("proof");
        tell(proof, progress);
        return proof.required("sound").asBoolean() ? 0 : 1;
    }

    private static JsonNode ended(Api api, String operator, String id, Progress progress) {
        while (true) {
            JsonNode report = api.look(VERIFICATIONS + "/" + id, operator).body();
            JsonNode at = report.path("progress");
            if (at.isObject()) {
                progress.bar(
                        at.required("phase").asString().toLowerCase(Locale.ROOT).replace('_', ' '),
                        at.required("done").asLong(),
                        at.required("total").asLong(),
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d",
                                at.required("done").asLong(),
                                at.required("total").asLong()));
            }
            String status = report.required("status").asString();
            if (status.equals("COMPLETED") || status.equals("FAILED")) {
                return report;
            }
            Pause.of(LOOK_EVERY);
        }
    }

    private void tell(JsonNode proof, Progress progress) {
        progress.line(String.format(
                Locale.ROOT,
                "%,d records in %,d objects; %,d commits in the journals, %s",
                proof.required("records").asLong(),
                proof.required("objects").asLong(),
                proof.required("journalCommits").asLong(),
                withoutStream
                        ? "the stream was not read"
                        : String.format(
                                Locale.ROOT,
                                "%,d records in the stream",
                                proof.required("streamRecords").asLong())));
        long pending = proof.required("pendingCommits").asLong();
        if (pending > 0) {
            progress.line(String.format(
                    Locale.ROOT, "%,d commits are on their way into the archive: too young to be missed", pending));
        }
        for (JsonNode head : proof.required("heads")) {
            progress.line("  " + head.required("shardId").asString() + " proved up to "
                    + head.required("object").asString() + ", link "
                    + head.required("link").asString());
        }
        if (proof.required("sound").asBoolean()) {
            progress.line("✓ The archive is whole and unaltered, and holds what the journals hold.");
            return;
        }
        progress.line("✗ The archive is not what was written:");
        for (JsonNode count : proof.required("counts")) {
            progress.line(String.format(
                    Locale.ROOT,
                    "  %,8d  %s",
                    count.required("number").asLong(),
                    count.required("kind").asString()));
        }
        proof.required("findings").forEach(finding -> progress.line("  " + described(finding)));
        progress.line("What to do: docs/operators.md, \"Is the archive whole?\"");
    }

    private static String described(JsonNode finding) {
        StringBuilder text = new StringBuilder(finding.required("kind").asString());
        for (String name : new String[] {"object", "line", "offset", "commit"}) {
            JsonNode value = finding.path(name);
            if (!value.isMissingNode()) {
                text.append(' ').append(name).append(' ').append(value.asString());
            }
        }
        return text.append(": ").append(finding.required("detail").asString()).toString();
    }
}
