package dev.orderflow.infra.cloudformation;

import java.util.Map;

/** Makes the rest of a stack whose template alone is not all of it: what follows from its parameters. */
@FunctionalInterface
public interface Rendering {
    /** @param known the stack's parameters with their defaults filled in, and every output of the stacks before it */
    Rendered render(String template, Map<String, String> known);

    /**
     * What is deployed.
     *
     * @param template the text of the template, changed or not
     * @param document goes into the artifacts bucket
     * @param documentName the end of its key there
     * @param keyParameter of the stack: is told the key
     */
    record Rendered(String template, String document, String documentName, String keyParameter) {}
}
