package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;

import dev.orderflow.infra.templates.Template.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a role may do: each pair of an action and a resource that one of its statements names. Conditions of statements are
 * not evaluated; a statement that denies is not understood, and refused, since comparing it with calls would mislead.
 */
public record Policy(List<Grant> grants) {

    /** One call to AWS, as IAM sees it: {@code dynamodb:PutItem} on an ARN. */
    public record Call(String action, String resource) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            int byAction = action.compareTo(other.action);
            return byAction == 0 ? resource.compareTo(other.resource) : byAction;
        }

        @Override
        public String toString() {
            return action + " on " + resource;
        }
    }

    /**
     * One action on one resource; both may have {@code *} and {@code ?}.
     *
     * @param sid of the statement, which says what it is for
     */
    public record Grant(String sid, String action, String resource) {
        public boolean covers(Call call) {
            return matches(action, call.action()) && matches(resource, call.resource());
        }

        @Override
        public String toString() {
            return sid + ": " + action + " on " + resource;
        }
    }

    /** The role's own policies; managed ones that are attached to it are not looked into. */
    public static Policy ofRole(Template template, String role, Map<String, String> parameters) {
        Intrinsics intrinsics = new Intrinsics(template, parameters);
        Resource resource = template.resource(role);
        List<Grant> grants = new ArrayList<>();
        for (Object policy : list(intrinsics.resolve(resource.properties().get("Policies")))) {
            grants.addAll(of(map(map(policy).get("PolicyDocument"))).grants());
        }
        return new Policy(List.copyOf(grants));
    }

    /** @param document without functions */
    public static Policy of(Map<String, Object> document) {
        List<Grant> grants = new ArrayList<>();
        for (Object each : list(document.get("Statement"))) {
            Map<String, Object> statement = map(each);
            if (!"Allow".equals(statement.get("Effect"))) {
                throw new IllegalArgumentException("Only statements that allow are understood: " + statement);
            }
            for (Object action : list(statement.get("Action"))) {
                for (Object on : list(statement.get("Resource"))) {
                    grants.add(new Grant(
                            String.valueOf(statement.get("Sid")), String.valueOf(action), String.valueOf(on)));
                }
            }
        }
        return new Policy(grants);
    }

    /** The calls that no statement allows. */
    public Collection<Call> refused(Collection<Call> calls) {
        TreeSet<Call> refused = new TreeSet<>(calls);
        refused.removeIf(call -> grants.stream().anyMatch(grant -> grant.covers(call)));
        return refused;
    }

    /** What is allowed and was never called for: each action of a statement on each of its resources counts by itself. */
    public List<Grant> unused(Collection<Call> calls) {
        return grants.stream()
                .filter(grant -> calls.stream().noneMatch(grant::covers))
                .toList();
    }

    /** As IAM does: {@code *} is any number of characters, {@code ?} one, and case does not count in actions. */
    private static boolean matches(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        for (char each : pattern.toCharArray()) {
            regex.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return Pattern.matches(regex.toString(), value);
    }
}
