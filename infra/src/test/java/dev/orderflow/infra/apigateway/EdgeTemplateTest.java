package dev.orderflow.infra.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.apigateway.ApiDocument.Operation;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Template;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The template says the same as the API document where it has to repeat it, and every change is deployed. */
class EdgeTemplateTest {
    private static final ApiDocument API = ApiDocument.ofCheckout();
    private static String template;

    private final Map<String, String> parameters = new HashMap<>(Map.of(
            "Environment", "test",
            "AllowedOrigins", "",
            "RequestValidation", "true",
            "ApiKeyRequired", "false",
            "JwtIssuer", "",
            "AuthorizerCacheSeconds", "60"));

    @BeforeAll
    static void read() throws Exception {
        template = Files.readString(ProjectFolders.find().root().resolve("infra/cloudformation/edge/template.yaml"));
    }

    private EdgeStack stack() {
        return EdgeStack.of(template, parameters, "eu-west-1", "123456789012");
    }

    @Test
    void travels_with_the_call_that_creates_it() {
        assertThat(stack().template().length()).isLessThan(51_200);
    }

    @Test
    void the_deployment_is_named_by_what_is_deployed_wherever_it_stands() {
        EdgeStack stack = stack();
        String fingerprint = GatewayDocument.fingerprint(stack.document());

        assertThat(stack.documentName()).isEqualTo("api-" + fingerprint + ".json");
        assertThat(stack.template())
                .contains("\n  ApiDeployment" + fingerprint + ":\n", "DeploymentId: !Ref ApiDeployment" + fingerprint)
                .doesNotContainPattern("\\bApiDeployment\\b");
    }

    @Test
    void whatever_changes_the_document_makes_a_new_deployment() {
        Set<String> keys = new TreeSet<>();
        keys.add(stack().documentName());
        parameters.put("AllowedOrigins", "https://console.example.com");
        keys.add(stack().documentName());
        parameters.put("RequestValidation", "false");
        keys.add(stack().documentName());
        parameters.put("ApiKeyRequired", "true");
        keys.add(stack().documentName());
        parameters.put("JwtIssuer", "https://issuer.example.com/");
        keys.add(stack().documentName());
        parameters.put("AuthorizerCacheSeconds", "120");
        keys.add(stack().documentName());

        assertThat(keys).hasSize(6);
    }

    @Test
    void the_stage_has_an_address_for_every_service() {
        assertThat(API.operations())
                .allSatisfy(operation -> assertThat(template)
                        .containsPattern("\\n        " + GatewayDocument.stageVariable(operation.service())
                                + ": !If \\[HasLoadBalancer, !Sub \"\\$\\{LoadBalancerDnsName}:"
                                + listenerPort(operation.service()) + "\", "));
    }

    /** Where the compute stack's load balancer has that service. */
    private static Object listenerPort(String service) {
        String variable = GatewayDocument.stageVariable(service);
        String name = Character.toUpperCase(variable.charAt(0))
                + variable.substring(1).replaceFirst("Service$", "Listener");
        return Template.of("compute").resource(name).properties().get("Port");
    }

    @Test
    void what_the_document_calls_cached_is_what_the_stage_caches() {
        Set<String> cached = Pattern.compile(
                        "- ResourcePath: (\\S+)\\n          HttpMethod: (\\w+)\\n(?:          .*\\n)*?          CachingEnabled: !If")
                .matcher(template)
                .results()
                .map(found -> found.group(2) + " " + found.group(1).substring(1).replace("~1", "/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(cached).isEqualTo(cachedOperations());
    }

    @Test
    void who_lacks_the_scope_of_a_cached_operation_is_refused_by_the_authorizer() {
        List<Operation> cached =
                API.operations().stream().filter(Operation::cached).toList();
        List<String> scopes = cached.stream()
                .flatMap(operation -> operation.scopes().stream())
                .distinct()
                .toList();
        String operations = cached.stream()
                .map(operation -> operation.method() + operation.path().replaceAll("\\{[^}]*}", "*"))
                .collect(Collectors.joining(","));

        assertThat(scopes).hasSize(1);
        assertThat(template).contains("          CACHED_READS: " + scopes.getFirst() + "=" + operations + "\n");
    }

    private static Set<String> cachedOperations() {
        return API.operations().stream()
                .filter(Operation::cached)
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void says_which_parameter_is_wrong() {
        parameters.put("AllowedOrigins", "https://console.example.com/app");
        assertThatThrownBy(this::stack).hasMessageContaining("AllowedOrigins").hasMessageContaining("/app'");

        parameters.put("AllowedOrigins", "*");
        assertThatThrownBy(this::stack).hasMessageContaining("AllowedOrigins").hasMessageContaining("'*'");

        parameters.put("AllowedOrigins", "");
        parameters.put("RequestValidation", "yes");
        assertThatThrownBy(this::stack).hasMessageContaining("RequestValidation");

        parameters.remove("RequestValidation");
        assertThatThrownBy(this::stack).hasMessageContaining("RequestValidation");
    }

    @Test
    void an_operation_whose_service_is_not_known_is_named() {
        String document = """
                openapi: 3.0.3
                info: {title: t, version: '1'}
                tags: []
                paths: {/v1/things: {get: {operationId: listThings, tags: [things], responses: {'200': {description: d}}}}}
                """;
        assertThatThrownBy(() -> ApiDocument.parse(document).operations())
                .hasMessageContaining("listThings")
                .hasMessageContaining("x-orderflow-service");
    }
}
