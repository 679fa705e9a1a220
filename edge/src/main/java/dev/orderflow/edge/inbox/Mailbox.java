package dev.orderflow.edge.inbox;

import dev.orderflow.edge.EdgeProperties;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine's mailbox, read anew each time.
 *
 * <p>MiniStack lists by account ({@code {"messages": {"000000000000": […]}}}), LocalStack at once ({@code {"messages":
 * […]}}), each with its own names, and LocalStack a message that it was given whole as it is. After an import there are thousands, so they are read one by one and only the newest
 * are kept.
 */
@Component
class Mailbox {

    /** What a page shows at once, and about a megabyte at most. */
    static final int NEWEST = 200;

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final RestClient http;
    private final EdgeProperties properties;
    private final ObjectReader json;

    Mailbox(ClientHttpRequestFactory requests, EdgeProperties properties, JsonMapper json) {
        this.http = RestClient.builder().requestFactory(requests).build();
        this.properties = properties;
        // Each message is read from the midst of the list, so something follows it.
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The e-mails that could be read: the newest first. */
    record Newest(List<Email> emails, int matching) {}

    /** Empty where the engine cannot be asked. */
    Optional<Newest> newest(@Nullable String recipient) {
        Predicate<Email> wanted = recipient == null ? email -> true : email -> email.isFor(recipient);
        Deque<Email> newest = new ArrayDeque<>();
        int[] matching = new int[1];
        boolean read = read(email -> {
            if (wanted.test(email)) {
                matching[0]++;
                newest.addFirst(email);
                if (newest.size() > NEWEST) {
                    newest.removeLast();
                }
            }
        });
        return read ? Optional.of(new Newest(List.copyOf(newest), matching[0])) : Optional.empty();
    }

    Optional<Email> find(String id) {
        Email[] found = new Email[1];
        read(email -> {
            if (email.id().equals(id)) {
                found[0] = email;
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /** False where the engine cannot be asked or answers something else. */
    private boolean read(Consumer<Email> reader) {
        try {
            Boolean done = http.get().uri(properties.mailbox()).exchange((request, response) -> {
                if (!response.getStatusCode().is2xxSuccessful()) {
                    log.warn("The mailbox {} answered {}", properties.mailbox(), response.getStatusCode());
                    return false;
                }
                parse(response.getBody(), reader);
                return true;
            });
            return Boolean.TRUE.equals(done);
        } catch (RestClientException | JacksonException failed) {
            log.warn("The mailbox {} cannot be read: {}", properties.mailbox(), failed.toString());
            return false;
        }
    }

    private void parse(InputStream body, Consumer<Email> reader) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                // The messages are the objects in arrays, whatever is around them.
                if (token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        reader.accept(email(json.readTree(parser)));
                    }
                }
            }
        }
    }

    private static Email email(JsonNode node) {
        JsonNode raw = node.path("RawData");
        return raw.isString() ? whole(node, RawMessage.read(raw.stringValue())) : inParts(node);
    }

    private static Email whole(JsonNode node, RawMessage message) {
        return new Email(
                node.path("Id").asString(""),
                node.path("Source").asString(""),
                message.to(),
                message.subject(),
                time(node.path("Timestamp")),
                message.text(),
                message.html());
    }

    private static Email inParts(JsonNode node) {
        JsonNode destination = node.path("Destination");
        JsonNode body = node.path("Body");
        return new Email(
                first(node.path("MessageId"), node.path("Id")),
                node.path("Source").asString(""),
                Stream.of(
                                node.path("To"),
                                node.path("CC"),
                                node.path("BCC"),
                                destination.path("ToAddresses"),
                                destination.path("CcAddresses"),
                                destination.path("BccAddresses"))
                        .flatMap(JsonNode::valueStream)
                        .map(address -> address.asString(""))
                        .toList(),
                node.path("Subject").asString(""),
                time(node.path("Timestamp")),
                first(node.path("BodyText"), body.path("text_part")),
                first(node.path("BodyHtml"), body.path("html_part")));
    }

    private static String first(JsonNode node, JsonNode otherwise) {
        return node.isString() ? node.stringValue() : otherwise.asString("");
    }

    /** Seconds with a fraction from one engine, text from the other. */
    private static String time(JsonNode node) {
        if (node.isNumber()) {
            long millis = node.decimalValue().multiply(BigDecimal.valueOf(1000)).longValue();
            return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
        }
        return node.asString("");
    }
}
