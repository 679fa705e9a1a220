package dev.orderflow.web.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One occurrence of a problem.
 *
 * @param detail what is wrong this time and what to do about it, for people
 * @param errors every bad part of the input
 * @param headers to answer with, such as {@code Retry-After}
 */
public record Problem(ProblemType type, String detail, List<InputError> errors, Map<String, String> headers) {
    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    public static Problem of(ProblemType type, String detail, List<InputError> errors) {
        return new Problem(type, detail, errors, Map.of());
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, errors, more);
    }
}
