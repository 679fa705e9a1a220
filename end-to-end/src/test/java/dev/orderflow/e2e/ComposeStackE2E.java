package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Programs;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.compose.ComposeStack;
import dev.orderflow.launcher.images.Images;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The containers of {@code docker-compose.yml}: stopped and started again, and with two instances of a service. */
@Tag(LocalStack.TAG)
class ComposeStackE2E {
    /** Another project than a user's, on ports of its own. */
    private static final Map<String, String> SETTINGS = Map.of(
            "COMPOSE_PROJECT_NAME", "orderflow-test",
            "ORDERFLOW_IMAGE_TAG", "test",
            "ORDERFLOW_LOCALSTACK_PORT", "32566",
            "ORDERFLOW_PORT", "32080",
            "ORDERFLOW_GATEWAY_PORT", "32086");

    private static final String ORDER_SERVICE = "order-service";

    /** Leases move one at a time, every few seconds; a killed instance's expire after 10 s. */
    private static final Duration LEASES_MOVED_WITHIN = Duration.ofMinutes(3);

    private static final Path ROOT = ProjectFolders.find().root();
    private static final ComposeStack STACK = new ComposeStack(ROOT, SETTINGS);
    private static final Programs DOCKER = new Programs(ROOT, SETTINGS);

    @BeforeAll
    static void start() {
        assumeTrue(LocalStack.startsInContainer(), "LocalStack was given, so there is no container engine");
        RunningSuite.stopShared();
        new Images(ROOT, Progress.standard()).buildAll("test");
        STACK.forget();
        STACK.up();
    }

    @AfterAll
    static void stop() {
        STACK.forget();
    }

    @Test
    void a_stopped_stack_goes_on_with_what_was_under_way() {
        Shop before = Shop.onLocalStack(STACK.place());
        before.offer("LAMP", 700, 10);
        String ended = order(before, "ended", "LAMP");
        before.ended("ada", ended);
        // The payment gateway takes three seconds to answer for this card.
        String underWay = order(before, "under-way", "LAMP", "tok_slow");
        assertThat(status(before, underWay)).isNotEqualTo("COMPLETED");

        STACK.stop();
        STACK.up();

        Shop after = Shop.onLocalStack(STACK.place());
        assertThat(after.ended("ada", ended).required("status").asString()).isEqualTo("COMPLETED");
        assertThat(after.ended("ada", underWay).required("status").asString()).isEqualTo("COMPLETED");
        assertThat(order(after, "ended", "LAMP"))
                .as("the same request as before the stop")
                .isEqualTo(ended);
        String placedAfterwards = order(after, "afterwards", "LAMP");
        assertThat(after.ended("ada", placedAfterwards).required("status").asString())
                .isEqualTo("COMPLETED");
        assertThat(List.of(ended, underWay, placedAfterwards))
                .allSatisfy(
                        order -> assertThat(after.ledger().capturedTimes(order)).isEqualTo(1));
        after.eventually(
                "the customer was told",
                () -> after.api()
                        .get("/v1/notifications?orderId=" + placedAfterwards, after.operator())
                        .body(),
                letters -> assertThat(letters.path("items").valueStream())
                        .anySatisfy(letter ->
                                assertThat(letter.path("status").asString()).isEqualTo("SENT")));
        after.eventually(
                "the stock of three orders less",
                () -> after.api().get("/v1/stock/LAMP", after.operator()).body(),
                stock -> assertThat(stock.path("onHand").asInt()).isEqualTo(7));
    }

    @Test
    void the_tools_speak_to_the_stack() {
        assertThat(DOCKER.ask("docker", "compose", "run", "--rm", "tools", "token", "operator"))
                .as("a token")
                .startsWith("ey");
        assertThat(DOCKER.ask("docker", "compose", "run", "--rm", "tools", "stuck"))
                .as("what stands still")
                .isNotEmpty();
    }

    @Test
    void two_instances_share_the_shards_and_one_takes_them_over_when_the_other_dies() {
        Shop shop = Shop.onLocalStack(STACK.place());
        shop.offer("CLOCK", 4_200, 10);
        try (Engines engines = STACK.place().engines().get()) {
            Map<String, String> shared = withTwoInstances(shop, engines);
            assertThat(shop.ended("ada", order(shop, "with-two", "CLOCK"))
                            .required("status")
                            .asString())
                    .isEqualTo("COMPLETED");

            DOCKER.run("docker", "kill", instances().getFirst());
            String withOne = order(shop, "with-one", "CLOCK");

            oneHasAll(shop, engines, shared.keySet());
            assertThat(shop.ended("ada", withOne).required("status").asString()).isEqualTo("COMPLETED");
            assertThat(shop.ledger().capturedTimes(withOne)).isEqualTo(1);
        }
    }

    @Test
    void an_instance_that_is_no_longer_wanted_leaves_its_shards_to_the_other() {
        Shop shop = Shop.onLocalStack(STACK.place());
        shop.offer("RADIO", 9_900, 10);
        try (Engines engines = STACK.place().engines().get()) {
            Map<String, String> shared = withTwoInstances(shop, engines);
            String before = order(shop, "before", "RADIO");

            scaleTo(1);

            assertThat(instances()).hasSize(1);
            oneHasAll(shop, engines, shared.keySet());
            String after = order(shop, "after", "RADIO");
            assertThat(List.of(before, after)).allSatisfy(order -> {
                assertThat(shop.ended("ada", order).required("status").asString())
                        .isEqualTo("COMPLETED");
                assertThat(shop.ledger().capturedTimes(order)).isEqualTo(1);
            });
        }
    }

    /** @return whose each lease is, now that each instance has one */
    private static Map<String, String> withTwoInstances(Shop shop, Engines engines) {
        scaleTo(2);
        return shop.eventually(
                "each instance has a lease",
                LEASES_MOVED_WITHIN,
                () -> owners(engines),
                owners -> assertThat(Set.copyOf(owners.values())).hasSize(2));
    }

    private static void oneHasAll(Shop shop, Engines engines, Set<String> leases) {
        shop.eventually("the one that is left has all leases", LEASES_MOVED_WITHIN, () -> owners(engines), owners -> {
            assertThat(owners.keySet()).isEqualTo(leases);
            assertThat(Set.copyOf(owners.values())).hasSize(1);
        });
    }

    private static void scaleTo(int instances) {
        DOCKER.run("docker", "compose", "up", "--detach", "--wait", "--scale", ORDER_SERVICE + "=" + instances);
    }

    private static String order(Shop shop, String key, String sku) {
        return order(shop, key, sku, "tok_approve");
    }

    private static String order(Shop shop, String key, String sku, String card) {
        return shop.place("ada", key, card, Map.of(sku, 1))
                .expected()
                .required("orderId")
                .asString();
    }

    private static String status(Shop shop, String order) {
        return shop.api()
                .get("/v1/orders/" + order, shop.customer("ada"))
                .expected()
                .required("status")
                .asString();
    }

    private static List<String> instances() {
        return DOCKER.ask("docker", "compose", "ps", "--quiet", ORDER_SERVICE)
                .lines()
                .toList();
    }

    private static Map<String, String> owners(Engines engines) {
        return engines.dynamo().scan(scan -> scan.tableName("orders-leases")).items().stream()
                .filter(item -> item.containsKey("leaseOwner"))
                .collect(Collectors.toMap(
                        item -> item.get("leaseKey").s(),
                        item -> item.get("leaseOwner").s()));
    }
}
