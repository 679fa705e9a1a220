package dev.orderflow.gatewaysim;

import dev.orderflow.gatewaysim.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies strictly and names every bad field at once. */
final class RequestReader {

    /** Ten thousand million in major units: more than any order, and far from overflowing a sum of 50,000 of them. */
    private static final long MAX_AMOUNT = 1_000_000_000_000L;

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern CARD = Pattern.compile("tok_[a-z0-9_]{1,60}");
    /** Printable ASCII without the space; 200 characters hold any derived id and keep the ledger's lines short. */
    private static final Pattern NAME = Pattern.compile("[!-~]{1,200}");

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A request that may be decided, or the problem that says why not. */
    sealed interface Read<R> {}

    record Valid<R>(R request) implements Read<R> {}

    record Invalid<R>(Problem problem) implements Read<R> {}

    private RequestReader() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static Read<ChargeRequest> charge(byte[] body) {
        ObjectNode object = parse(body);
        if (object == null) {
            return new Invalid<>(malformed());
        }
        Fields fields = new Fields(object, Set.of("amount", "currency", "card", "reference"));
        long amount = fields.amount();
        String currency = fields.currency();
        String card = fields.text("card", CARD, "a test card such as tok_approve");
        String reference = fields.text("reference", NAME, "1 to 200 printable ASCII characters without spaces");
        return fields.errors.isEmpty()
                ? new Valid<>(new ChargeRequest(amount, currency, card, reference))
                : new Invalid<>(invalid(fields.errors));
    }

    static Read<RefundRequest> refund(byte[] body) {
        ObjectNode object = parse(body);
        if (object == null) {
            return new Invalid<>(malformed());
        }
        Fields fields = new Fields(object, Set.of("chargeId", "chargeKey", "amount", "currency"));
        long amount = fields.amount();
        String currency = fields.currency();
        if (object.has("chargeId") == object.has("chargeKey")) {
            fields.errors.add(new FieldError("", "must name exactly one of chargeId and chargeKey"));
        }
        String shape = "1 to 200 printable ASCII characters without spaces";
        @Nullable String chargeId = object.has("chargeId") ? fields.text("chargeId", NAME, shape) : null;
        @Nullable String chargeKey = object.has("chargeKey") ? fields.text("chargeKey", NAME, shape) : null;
        return fields.errors.isEmpty()
                ? new Valid<>(new RefundRequest(chargeId, chargeKey, amount, currency))
                : new Invalid<>(invalid(fields.errors));
    }

    private static @Nullable ObjectNode parse(byte[] body) {
        try {
            return STRICT.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private static Problem malformed() {
        return Problem.of(400, "malformed-json", "Malformed JSON", "The body must be exactly one JSON object.");
    }

    private static Problem invalid(List<FieldError> errors) {
        return Problem.of(
                400, "invalid-request", "Invalid request", "The fields in `errors` must be corrected.", errors);
    }

    private static final class Fields {
        private final ObjectNode object;
        private final List<FieldError> errors = new ArrayList<>();

        Fields(ObjectNode object, Set<String> known) {
            this.object = object;
            object.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> errors.add(new FieldError(pointer(name), "is not a field of this request")));
        }

        long amount() {
            JsonNode node = object.get("amount");
            if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
                errors.add(new FieldError("/amount", "must be a whole number of minor units"));
                return 0;
            }
            long amount = node.longValue();
            if (amount < 1 || amount > MAX_AMOUNT) {
                errors.add(new FieldError("/amount", "must be between 1 and " + MAX_AMOUNT));
            }
            return amount;
        }

        String currency() {
            return text("currency", CURRENCY, "three capital letters such as GBP");
        }

        String text(String name, Pattern pattern, String shape) {
            JsonNode node = object.get(name);
            if (node == null
                    || !node.isString()
                    || !pattern.matcher(node.stringValue()).matches()) {
                errors.add(new FieldError(pointer(name), "must be " + shape));
                return "";
            }
            return node.stringValue();
        }

        private static String pointer(String name) {
            return "/" + name.replace("~", "~0").replace("/", "~1");
        }
    }
}
