package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.e2e.Exchange.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service as it answers directly and through API Gateway. Status and body must be equal, and every header, except for
 * those listed here, each for its reason.
 */
final class TwoWays {
    /** Of one connection, not of the answer: each hop has its own. A body may come with its length or in chunks. */
    private static final Set<String> OF_THE_HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "date");

    /** Where the gateway puts what the service said of its own hop, as AWS does. */
    private static final String REMAPPED = "x-amzn-remapped-";

    /** What the gateway adds: its own name, and the ids by which its log knows the request. */
    private static final Set<String> OF_THE_GATEWAY =
            Set.of("server", "x-amzn-requestid", "x-amz-apigw-id", "x-amzn-trace-id", "x-localstack");

    /** Of a repetition alone. */
    private static final String REPLAYED = "idempotent-replayed";

    private final URI service;
    private final URI gateway;
    private final Shop suite;
    private final Set<Integer> statuses = new TreeSet<>();

    /** @param suite which is waited for */
    TwoWays(Shop suite, URI service, URI gateway) {
        this.suite = suite;
        this.service = service;
        this.gateway = gateway;
    }

    /** All that were answered so far. */
    Set<Integer> statuses() {
        return statuses;
    }

    /** Nothing happens by the request: it can be sent any number of times. */
    Answer same(int status, Exchange exchange) {
        List<Answer> seen = suite.eventually(
                "an answer that stands still",
                () -> {
                    Answer before = exchange.sendTo(service);
                    Answer through = exchange.sendTo(gateway);
                    Answer after = exchange.sendTo(service);
                    return List.of(before, through, after);
                },
                answers -> {
                    // Where the direct answer changed meanwhile, there is nothing to compare with.
                    assertEqual(exchange, answers.get(0), answers.get(2));
                    assertThat(answers.get(0).status())
                            .as("%s: %s", exchange, answers.get(0).body())
                            .isEqualTo(status);
                });
        Answer through = seen.get(1);
        assertEqual(exchange, seen.get(0), through);
        statuses.add(through.status());
        return through;
    }

    /**
     * Something happens once, by the first request, which goes through the gateway; the service knows the second one, sent
     * directly, for its repetition, and answers as it did before.
     *
     * @param goesOn what may differ nevertheless, since the work goes on in between: names of headers, in lower case, and of
     *     properties of the body
     */
    Answer once(int status, Set<String> goesOn, Exchange exchange) {
        Answer first = exchange.sendTo(gateway);
        Answer again = exchange.sendTo(service);
        statuses.add(first.status());

        assertThat(first.status()).as("%s: %s", exchange, first.body()).isEqualTo(status);
        assertThat(first.headers())
                .as("%s is done for the first time", exchange)
                .doesNotContainKey(REPLAYED);
        assertThat(again.header(REPLAYED)).as("%s is repeated", exchange).isEqualTo("true");
        Set<String> besides = new TreeSet<>(goesOn);
        besides.add(REPLAYED);
        assertEqual(exchange, without(besides, again), without(besides, first));
        same(status, exchange);
        return first;
    }

    /** The body byte for byte, unless something has to be taken out of it. */
    private static Answer without(Set<String> names, Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(names);
        String body = answer.body();
        if (answer.json() instanceof ObjectNode object && names.stream().anyMatch(object::has)) {
            body = object.without(names).toString();
        }
        return new Answer(answer.status(), headers, body);
    }

    /**
     * The same is done to two different things, to one directly and to the other through the gateway.
     *
     * @param id what the answer calls the thing
     * @param between what has to be over before the second one
     */
    Answer alike(
            int status,
            Function<String, Exchange> exchange,
            String one,
            String other,
            Function<Answer, String> id,
            Consumer<Answer> between) {
        Answer direct = exchange.apply(one).sendTo(service);
        between.accept(direct);
        Answer through = exchange.apply(other).sendTo(gateway);
        statuses.add(through.status());

        assertThat(through.status())
                .as("%s: %s", exchange.apply(other), through.body())
                .isEqualTo(status);
        assertEqual(
                exchange.apply(one),
                unnamed(direct, one, id.apply(direct)),
                unnamed(through, other, id.apply(through)));
        return through;
    }

    /** Without what tells the two things apart: their ids, and when it was. */
    private static Answer unnamed(Answer answer, String name, String id) {
        Function<String, String> plain = text ->
                text.replace(id, "<id>").replace(name, "<name>").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>");
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers()
                .forEach((header, values) ->
                        headers.put(header, values.stream().map(plain).toList()));
        return new Answer(answer.status(), headers, plain.apply(answer.body()));
    }

    static void assertEqual(Exchange exchange, Answer direct, Answer through) {
        assertThat(through.status())
                .as("status of %s; directly: %s, through the gateway: %s", exchange, direct.body(), through.body())
                .isEqualTo(direct.status());
        assertThat(comparable(through, OF_THE_GATEWAY))
                .as("headers of %s", exchange)
                .isEqualTo(comparable(direct, Set.of()));
        assertThat(through.body()).as("body of %s", exchange).isEqualTo(direct.body());
    }

    private static Map<String, List<String>> comparable(Answer answer, Set<String> besides) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(OF_THE_HOP);
        headers.keySet().removeAll(besides);
        OF_THE_HOP.forEach(header -> headers.remove(REMAPPED + header));
        return headers;
    }
}
