package dev.orderflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.TestIssuer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it is shipped, on the local engines. */
final class LocalInventoryService {
    /** PutRecords takes no more. */
    private static final int MOST_RECORDS = 500;

    private LocalInventoryService() {}

    /**
     * @param prefix of tables, stream and bucket: two starts with the same one see the same
     * @param more configuration classes beside the service's own
     */
    static ConfigurableApplicationContext start(
            String prefix, TestIssuer issuer, Map<String, String> settings, Class<?>... more) {
        Map<String, String> properties = new HashMap<>(EngineProperties.under(prefix));
        properties.put("server.port", "0");
        properties.putAll(settings);
        issuer.configure((name, value) -> properties.put(name, value.get().toString()));
        List<Class<?>> sources = new ArrayList<>(List.of(more));
        sources.addFirst(EngineConnection.class);
        sources.addFirst(InventoryServiceApplication.class);
        return SpringApplication.run(sources.toArray(Class<?>[]::new), EngineProperties.arguments(properties));
    }

    /** What other services publish; at most one commit of each stream. */
    static void put(ConfigurableApplicationContext service, List<Commit> commits) {
        List<StoredCommit> stored = commits.stream()
                .map(commit -> new StoredCommit(commit, CommitCodec.standard().encode(commit)))
                .toList();
        CommitStream stream = service.getBean(CommitStream.class);
        for (int from = 0; from < stored.size(); from += MOST_RECORDS) {
            assertThat(stream.put(stored.subList(from, Math.min(stored.size(), from + MOST_RECORDS))))
                    .doesNotContain(false);
        }
    }

    static List<Commit> commits(ConfigurableApplicationContext service) {
        return service.getBean(Journal.class).load(WarehouseWriter.STREAM).stream()
                .map(StoredCommit::commit)
                .toList();
    }

    /** All that the warehouse stated. */
    static List<WarehouseEvent> events(ConfigurableApplicationContext service) {
        return commits(service).stream()
                .flatMap(commit -> commit.events().stream())
                .map(WarehouseEvent.class::cast)
                .toList();
    }

    static ApiClient client(ConfigurableApplicationContext service, String token) {
        return new ApiClient(
                ((WebServerApplicationContext) service).getWebServer().getPort(), token);
    }
}
