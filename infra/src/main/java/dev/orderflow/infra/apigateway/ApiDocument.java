package dev.orderflow.infra.apigateway;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The HTTP contract as it is written, {@code infra/api/openapi.yaml}: as much of it as a gateway has to know. */
public final class ApiDocument {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final Map<String, Object> document;

    /**
     * One parameter of an operation.
     *
     * @param place {@code path}, {@code query} or {@code header}
     */
    public record Parameter(String name, String place, boolean required) {}

    /**
     * One operation.
     *
     * @param path with its parameters in braces
     * @param method in upper case
     * @param service the module that answers, such as {@code order-service}
     * @param scopes that a token needs, all of them
     * @param cached whether answers may be kept at the gateway for a moment
     */
    public record Operation(
            String id,
            String path,
            String method,
            String service,
            List<String> scopes,
            boolean cached,
            List<Parameter> parameters,
            List<String> statuses) {

        public List<String> parameters(String place) {
            return parameters.stream()
                    .filter(parameter -> parameter.place().equals(place))
                    .map(Parameter::name)
                    .toList();
        }

        boolean requiresHeader(String name) {
            return parameters.contains(new Parameter(name, "header", true));
        }
    }

    private ApiDocument(Map<String, Object> document) {
        this.document = document;
    }

    /** The document of the checkout that this runs in. */
    public static ApiDocument ofCheckout() {
        return read(ProjectFolders.find().root().resolve("infra/api/openapi.yaml"));
    }

    static ApiDocument read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the API document " + file, e);
        }
    }

    static ApiDocument parse(String yaml) {
        return new ApiDocument(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml)));
    }

    public String title() {
        return text(map(document, "info"), "title");
    }

    public String version() {
        return text(map(document, "info"), "version");
    }

    /** All operations, in the document's order. */
    public List<Operation> operations() {
        Map<String, String> services = servicesByTag();
        List<Operation> operations = new ArrayList<>();
        map(document, "paths")
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(operation(path, method, map(operation), services));
                    }
                }));
        return List.copyOf(operations);
    }

    private Map<String, String> servicesByTag() {
        Map<String, String> services = new HashMap<>();
        for (Object tag : list(document, "tags")) {
            services.put(text(map(tag), "name"), text(map(tag), "x-orderflow-service"));
        }
        return services;
    }

    private Operation operation(
            String path, String method, Map<String, Object> operation, Map<String, String> services) {
        String id = text(operation, "operationId");
        List<Object> tags = list(operation, "tags");
        String service = tags.size() == 1 ? services.get(String.valueOf(tags.getFirst())) : null;
        if (service == null) {
            throw new IllegalArgumentException(
                    "The operation " + id + " needs exactly one tag, and that tag an entry with"
                            + " x-orderflow-service in the document's list of tags; it has " + tags);
        }
        List<Parameter> parameters = new ArrayList<>();
        for (Object written : list(operation, "parameters")) {
            Map<String, Object> parameter = resolved(map(written));
            parameters.add(new Parameter(
                    text(parameter, "name"), text(parameter, "in"), Boolean.TRUE.equals(parameter.get("required"))));
        }
        return new Operation(
                id,
                path,
                method.toUpperCase(Locale.ROOT),
                service,
                list(operation, "x-required-scopes").stream()
                        .map(String::valueOf)
                        .toList(),
                Boolean.TRUE.equals(operation.get("x-orderflow-cached")),
                List.copyOf(parameters),
                map(operation, "responses").keySet().stream()
                        .filter(status -> status.matches("\\d{3}"))
                        .toList());
    }

    private Map<String, Object> resolved(Map<String, Object> written) {
        if (!(written.get("$ref") instanceof String reference)) {
            return written;
        }
        Map<String, Object> place = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            place = map(place, step);
        }
        return place;
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        Object child = parent.get(name);
        if (child == null) {
            throw new IllegalArgumentException("The API document has no '" + name + "' where one is needed");
        }
        return map(child);
    }

    /** Keys that are numbers, as statuses may be written, become text. */
    private static Map<String, Object> map(Object value) {
        if (!(value instanceof Map<?, ?> raw)) {
            throw new IllegalArgumentException("The API document has '" + value + "' where an object is needed");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        raw.forEach((key, child) -> map.put(String.valueOf(key), child));
        return map;
    }

    private static List<Object> list(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    private static String text(Map<String, Object> parent, String name) {
        if (!(parent.get(name) instanceof String text)) {
            throw new IllegalArgumentException("The API document has no text '" + name + "' in " + parent.keySet());
        }
        return text;
    }
}
