package dev.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.TestIssuer;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** The whole service on real engines, as it runs in production; other services are what the test says they publish. */
public final class RunningOrderService implements AutoCloseable {
    /** A cold engine on a loaded machine; a test that passes waits a fraction of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TestIssuer issuer;
    private final ConfigurableApplicationContext context;
    private final Map<StreamId, Long> versions = new ConcurrentHashMap<>();

    private RunningOrderService(TestIssuer issuer, ConfigurableApplicationContext context) {
        this.issuer = issuer;
        this.context = context;
    }

    /**
     * @param prefix of tables and stream: another start with the same one finds everything again
     * @param more properties, each as {@code name=value}
     */
    public static RunningOrderService start(String prefix, Map<String, String> more) {
        TestIssuer issuer = TestIssuer.start();
        Map<String, String> properties = new HashMap<>(EngineProperties.under(prefix));
        properties.put("server.port", "0");
        issuer.configure((name, value) -> properties.put(name, value.get().toString()));
        properties.putAll(more);
        return new RunningOrderService(
                issuer,
                new SpringApplicationBuilder(OrderServiceApplication.class, EngineConnection.class, CountedCalls.class)
                        .run(EngineProperties.arguments(properties)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ApiClient customer(String customerId) {
        return new ApiClient(port(), issuer.customer(customerId));
    }

    public ApiClient operator() {
        return new ApiClient(port(), issuer.operator());
    }

    private int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Another service publishes facts, in one commit. */
    public void happen(String category, String key, DomainEvent... events) {
        publish(List.of(commit(category, key, events)));
    }

    /** Inventory lists products, and this service comes to know them. */
    public void list(List<ProductListed> products) {
        List<StoredCommit> commits = products.stream()
                .map(product -> commit("product", product.sku(), product))
                .toList();
        for (int from = 0; from < commits.size(); from += 500) {
            publish(commits.subList(from, Math.min(from + 500, commits.size())));
        }
        List<String> skus = products.stream().map(ProductListed::sku).toList();
        Await.until(PATIENCE, () -> bean(Catalogue.class).find(skus).size() == skus.size());
    }

    private StoredCommit commit(String category, String key, DomainEvent... events) {
        StreamId stream = new StreamId(category, key);
        long last = versions.merge(stream, (long) events.length, Long::sum);
        Commit commit = OrderCommits.commit(stream, last - events.length + 1, Instant.EPOCH, List.of(events));
        return new StoredCommit(commit, CommitCodec.standard().encode(commit));
    }

    private void publish(List<StoredCommit> commits) {
        assertThat(bean(CommitStream.class).put(commits)).doesNotContain(false);
    }

    public void awaitStatus(String orderId, String status) {
        ApiClient operator = operator();
        Await.until(
                PATIENCE,
                () -> operator.get("/v1/orders/" + orderId)
                        .expecting(200)
                        .json()
                        .get("status")
                        .asString()
                        .equals(status));
    }

    public List<String> eventTypes(String orderId) {
        List<String> types = new ArrayList<>();
        operator()
                .get("/v1/orders/" + orderId + "/events?limit=100")
                .expecting(200)
                .json()
                .get("items")
                .forEach(event -> types.add(event.get("type").asString()));
        return types;
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }

    /** Blocking calls to AWS, by the thread that waited for them. */
    @Configuration(proxyBeanMethods = false)
    static class CountedCalls {
        static final Map<Thread, List<String>> CALLS = new ConcurrentHashMap<>();

        @Bean
        AwsSyncClientCustomizer countingCalls() {
            return builder -> count((AwsClientBuilder<?, ?>) builder);
        }

        private static void count(AwsClientBuilder<?, ?> builder) {
            builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new Counting())
                    .build());
        }

        private static final class Counting implements ExecutionInterceptor {
            @Override
            public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
                List<String> calls = CALLS.get(Thread.currentThread());
                if (calls != null) {
                    calls.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
                }
            }
        }
    }

    /** The operations of AWS that the work waits for, in order. */
    public static List<String> callsOf(Runnable work) {
        CountedCalls.CALLS.put(Thread.currentThread(), new ArrayList<>());
        work.run();
        return CountedCalls.CALLS.remove(Thread.currentThread());
    }
}
