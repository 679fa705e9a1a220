package dev.orderflow.launcher.operators;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Surroundings;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The operators' part of the API, with an operator's token of the local issuer. */
final class Operator {
    private final Api api;
    private final String token;

    private Operator(Api api) {
        this.api = api;
        this.token = api.token("operator", "");
    }

    static Operator ofSurroundings() {
        return new Operator(Surroundings.api());
    }

    JsonNode get(String path) {
        return read(api.get(path, token));
    }

    JsonNode post(String path, String idempotencyKey, Map<String, ?> body) {
        return read(api.post(path, token, idempotencyKey, body));
    }

    /** A problem is for the person at the terminal: what is wrong, and what to do. */
    private static JsonNode read(Api.Answer answer) {
        if (answer.status() / 100 == 2) {
            return answer.body();
        }
        String detail = answer.body().path("detail").asString("");
        StringBuilder text = new StringBuilder(detail.isEmpty() ? "The suite answered " + answer.status() : detail);
        for (JsonNode error : answer.body().path("errors")) {
            text.append("\n  ")
                    .append(error.path("pointer")
                            .asString(error.path("parameter").asString("")))
                    .append(' ')
                    .append(error.path("detail").asString(""));
        }
        throw new SuiteException(text.toString());
    }

    /** Such as {@code 3d 4h}, {@code 12m} or {@code 5s}: as exact as a glance needs. */
    static String age(long seconds) {
        Duration age = Duration.ofSeconds(seconds);
        if (age.toDays() > 0) {
            return age.toDays() + "d " + age.toHoursPart() + "h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h " + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : seconds + "s";
    }

    /** The first line, for a list. */
    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
