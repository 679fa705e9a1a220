package dev.orderflow.web;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Money;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.web.body.OwnBodyLimit;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.request.IdempotencyKey;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A small service that uses everything. */
@SpringBootApplication
class TestApplication {

    enum Speed {
        SLOW,
        FAST
    }

    record Line(
            @NotBlank @Size(max = 40) String sku,
            @Min(1) @Max(100_000) int quantity) {}

    record PlaceThing(
            @Size(min = 1, max = 3) List<Line> lines,
            @NotBlank String card,
            @Nullable Speed speed,
            @Nullable Instant at,
            @Nullable Money budget,
            boolean gift) {}

    @RestController
    static class Things {
        static final AtomicLong VERSION = new AtomicLong(3);
        static final AtomicLong READS = new AtomicLong();
        private final ReadYourWrites readYourWrites;

        Things(ReadYourWrites readYourWrites) {
            this.readYourWrites = readYourWrites;
        }

        @PostMapping("/v1/things")
        @RequiresScope(Scopes.ORDERS_WRITE)
        Map<String, Object> place(@RequestBody PlaceThing body, IdempotencyKey key, Caller caller, Cause cause) {
            return Map.of(
                    "key", key.value(),
                    "lines", body.lines().size(),
                    "caller", caller.subject(),
                    "operator", caller.isOperator(),
                    "correlationId", cause.correlationId(),
                    "traceparent", String.valueOf(cause.traceparent()));
        }

        @GetMapping("/v1/things/{id}")
        @RequiresScope(Scopes.ORDERS_READ)
        ResponseEntity<Map<String, Object>> one(
                @PathVariable String id, ReadDemand demand, HttpServletRequest request) {
            var read = readYourWrites.read(
                    "things",
                    demand,
                    () -> {
                        READS.incrementAndGet();
                        return id.equals("none") ? Optional.<Long>empty() : Optional.of(VERSION.get());
                    },
                    v -> v);
            return Answers.of(request, demand, read, v -> v, v -> Map.of("id", id, "version", v), "thing");
        }

        @PutMapping("/v1/things/{id}")
        @RequiresScope({Scopes.CATALOG_WRITE, Scopes.OPERATIONS})
        ResponseEntity<Void> change(@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
            OptionalLong expected = ETags.requiredIfMatch(ifMatch);
            if (expected.isPresent() && expected.getAsLong() != 3) {
                throw ETags.mismatch(3);
            }
            return ResponseEntity.noContent().build();
        }

        @GetMapping("/v1/things")
        ResponseEntity<ItemList<Integer>> list(
                PageRequest page,
                @RequestParam(required = false) @Nullable Instant from,
                @RequestParam(required = false) @Nullable Speed speed,
                @RequestParam(required = false)
                        @Nullable
                        @Pattern(regexp = "[a-z]{1,5}", message = "must be 1 to 5 small letters")
                        String owner) {
            if ("forged".equals(page.cursor())) {
                throw new InvalidCursorException();
            }
            return ItemList.of(
                    IntStream.range(0, page.limit()).boxed().toList(), page.cursor() == null ? "a+b/c=&" : null);
        }

        @GetMapping("/v1/owners/{owner}")
        String owner(
                @PathVariable @Pattern(regexp = "[a-z]{1,5}", message = "must be 1 to 5 small letters") String owner,
                @RequestParam int age,
                ReadDemand demand) {
            return owner + age + demand.minVersion();
        }

        @PostMapping("/v1/uploads")
        @OwnBodyLimit
        long upload(HttpServletRequest request) throws IOException {
            return request.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }

        @GetMapping("/v1/failures/{kind}")
        void fail(@PathVariable String kind) {
            switch (kind) {
                case "bug" -> throw new IllegalStateException("the secret name dev.orderflow.Secret");
                case "aws" -> throw SdkClientException.create("Unable to execute HTTP request: Connection refused");
                case "busy" -> throw new TransientFailureException("busy");
                case "large" ->
                    throw new CommitTooLargeException(
                            new Commit(
                                    new StreamId("product", "A"),
                                    1,
                                    List.of(new ProductEvent.ProductDescribed("A", "a")),
                                    new CommitMetadata("c", Instant.EPOCH, "t-0", "x", "x", null)),
                            500_000);
                case "own" -> throw new ProblemException(new ProblemType("thing-broken", 409, "Broken"), "It broke.");
                default -> {}
            }
        }
    }
}
