package dev.orderflow.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What every container of the compose file promises, also one that is added later. */
class ComposeFileTest {
    private static final String EMULATOR = "localstack";
    private static final String TELEMETRY = "telemetry";

    /** Not ours: they write to their own root, and bring their own user. */
    private static final Set<String> OF_OTHERS = Set.of(EMULATOR, TELEMETRY);

    private static final Path ROOT = ProjectFolders.find().root();

    private final Map<String, Map<String, Object>> services = read("docker-compose.yml");

    @Test
    void every_container_has_a_memory_limit() {
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(service).as(name).containsKey("mem_limit"));
    }

    @Test
    void our_containers_cannot_write_to_their_root_and_have_no_privileges() {
        assertThat(ours()).allSatisfy((name, service) -> {
            assertThat(service).as(name).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service).as(name).containsEntry("security_opt", List.of("no-new-privileges:true"));
        });
    }

    @Test
    void our_containers_run_as_whom_their_images_name() {
        assertThat(ours()).allSatisfy((name, service) -> {
            assertThat(service)
                    .as(name)
                    .doesNotContainKeys("user", "privileged", "cap_add", "devices", "pid", "group_add");
            if (service.get("build") instanceof Map<?, ?> recipe) {
                assertThat(recipe.get("dockerfile")).as(name).isEqualTo("infra/docker/Dockerfile");
                assertThat(recipe.get("target")).as(name).isIn(DockerfileTest.TARGETS);
                assertThat(String.valueOf(recipe.get("args"))).as(name).doesNotContain("RUN_AS");
            }
        });
    }

    @Test
    void nothing_comes_back_by_itself_on_an_emulator_that_forgot_everything() {
        assertThat(services.get(EMULATOR)).containsEntry("restart", "no");
        assertThat(ours().values().stream().map(service -> service.getOrDefault("restart", "no")))
                .as("always and unless-stopped start a container with Docker, before init")
                .containsOnly("no", "on-failure");
    }

    @Test
    void whoever_waits_for_init_must_not_run_before_it() {
        List<String> command = list(services.get("init").get("command"));
        Set<String> waiting = ours().entrySet().stream()
                .filter(service -> conditions(service.getValue()).containsKey("init"))
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("keeper"))
                .collect(Collectors.toSet());
        assertThat(command.get(command.indexOf("--before") + 1).split(","))
                .containsExactlyInAnyOrderElementsOf(waiting);
    }

    @Test
    void ports_are_open_to_this_machine_alone() {
        List<String> ports = services.values().stream()
                .flatMap(service -> list(service.get("ports")).stream())
                .toList();
        assertThat(ports).hasSize(4).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void the_edge_knows_no_way_around_the_api_gateway() {
        Map<?, ?> environment = (Map<?, ?>) services.get("edge").get("environment");
        List<?> upstreams = environment.entrySet().stream()
                .filter(entry -> entry.getKey().toString().startsWith("ORDERFLOW_EDGE_SERVICES_"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(upstreams)
                .hasSize(5)
                .allMatch(url -> url.equals("http://localstack:4566/_aws/execute-api/orderflow/local"));
    }

    @Test
    void the_core_needs_no_profile_and_everything_else_has_one() {
        Map<String, List<String>> profiles = services.entrySet().stream()
                .filter(service -> service.getValue().containsKey("profiles"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, service -> list(service.getValue().get("profiles"))));
        assertThat(profiles).isEqualTo(Map.of(TELEMETRY, List.of("observability"), "tools", List.of("tools")));
        assertThat(services.values())
                .as("nothing of the core waits for what only a profile starts")
                .allSatisfy(service -> assertThat(conditions(service)).doesNotContainKeys(TELEMETRY, "tools"));
        assertThat(services.get(TELEMETRY).get("image").toString()).matches("grafana/otel-lgtm:\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void one_variable_says_whether_services_send_metrics_and_traces() {
        List<Map<?, ?>> environments = ours().entrySet().stream()
                .filter(service -> !service.getKey().equals("edge"))
                .filter(service -> conditions(service.getValue()).containsKey("keeper"))
                .<Map<?, ?>>map(service -> (Map<?, ?>) service.getValue().get("environment"))
                .toList();
        assertThat(environments).hasSize(5).allSatisfy(environment -> {
            String send = "${ORDERFLOW_TELEMETRY:-false}";
            assertThat(environment.get("MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED"))
                    .isEqualTo(send);
            assertThat(environment.get("MANAGEMENT_OTLP_METRICS_EXPORT_URL"))
                    .isEqualTo("http://" + TELEMETRY + ":4318/v1/metrics");
            assertThat(environment.get("MANAGEMENT_TRACING_EXPORT_ENABLED")).isEqualTo(send);
            assertThat(environment.get("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT"))
                    .isEqualTo("http://" + TELEMETRY + ":4318/v1/traces");
        });
    }

    @Test
    void nothing_waits_by_sleeping_and_whoever_is_waited_for_says_when_it_is_ready() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docker-compose.yml"))).doesNotContain("sleep");
        assertThat(services.values())
                .allSatisfy(service -> conditions(service).forEach((other, condition) -> {
                    if (condition.equals("service_healthy")) {
                        assertThat(healthIsKnownOf(other))
                                .as("health of " + other)
                                .isTrue();
                    }
                }));
        assertThat(services.values().stream().flatMap(service -> conditions(service).values().stream()))
                .as("started is not ready")
                .doesNotContain("service_started");
    }

    @Test
    void whoever_waits_for_the_stack_waits_for_whatever_ends_by_itself() {
        Set<String> ending = ours().entrySet().stream()
                .filter(service -> !service.getValue().containsKey("restart"))
                .filter(service -> !service.getValue().containsKey("profiles"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(ending)
                .containsExactlyInAnyOrder("init", "seed")
                .allSatisfy(name -> assertThat(services.values())
                        .as("somebody waits for the end of " + name)
                        .anyMatch(service -> "service_completed_successfully"
                                .equals(conditions(service).get(name))));
    }

    @Test
    void every_image_of_ours_is_built_here_and_may_take_the_jars_that_are_built() {
        Set<String> built = new TreeSet<>();
        ours().forEach((name, service) -> {
            assertThat(service.get("image").toString()).as(name).startsWith("orderflow/");
            if (service.containsKey("build")) {
                built.add(name);
            }
        });
        assertThat(read("infra/docker/prebuilt.yml").keySet()).isEqualTo(built);
    }

    @Test
    void every_setting_is_in_the_example() throws IOException {
        Set<String> used = variables(Files.readString(ROOT.resolve("docker-compose.yml")), "\\$\\{([A-Z_]+)");
        Set<String> told = variables(Files.readString(ROOT.resolve(".env.example")), "(?m)^#([A-Z_]+)=");
        assertThat(used).isNotEmpty().isEqualTo(told);
    }

    @Test
    void the_emulator_passes_over_no_other_types_than_in_tests() {
        assertThat(services.get(EMULATOR)).extractingByKey("environment", MAP).satisfies(environment -> {
            assertThat(environment).containsEntry("CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "0");
            assertThat(environment).containsEntry("CFN_IGNORE_UNSUPPORTED_TYPE_CREATE", LocalStack.TYPES_NEVER_MADE);
            assertThat(environment).containsEntry("CFN_IGNORE_UNSUPPORTED_TYPE_UPDATE", LocalStack.TYPES_NEVER_MADE);
        });
    }

    private Map<String, Map<String, Object>> ours() {
        return services.entrySet().stream()
                .filter(service -> !OF_OTHERS.contains(service.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In the compose file, or in the recipe of the image. */
    private boolean healthIsKnownOf(String name) {
        Map<String, Object> service = services.get(name);
        Object build = service.get("build");
        return service.containsKey("healthcheck")
                || (build instanceof Map<?, ?> recipe
                        && Set.of("service", "payment-gateway-simulator").contains(recipe.get("target")));
    }

    private static Map<String, String> conditions(Map<String, Object> service) {
        if (!(service.get("depends_on") instanceof Map<?, ?> others)) {
            return Map.of();
        }
        return others.entrySet().stream()
                .collect(Collectors.toMap(
                        other -> other.getKey().toString(),
                        other -> ((Map<?, ?>) other.getValue()).get("condition").toString()));
    }

    private static Set<String> variables(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> list(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(Object::toString).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read(String file) {
        try {
            Map<String, Object> yaml =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(ROOT.resolve(file)));
            return (Map<String, Map<String, Object>>) yaml.get("services");
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
    }
}
