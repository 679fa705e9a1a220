package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.rebuild.Rebuild;
import dev.orderflow.eventstore.rebuild.Rebuilds;
import dev.orderflow.eventstore.rebuild.Rebuilds.Answer;
import dev.orderflow.eventstore.service.application.archive.ArchiveTotals;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.request.IdempotencyKey;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Operators ask for rebuilds of read models and watch them; the service that has the read model does the work. */
@RestController
@RequiresScope(Scopes.OPERATIONS)
class RebuildController {
    /** A rebuild is seen to move within two seconds. */
    private static final String RETRY_AFTER = "2";

    private final Rebuilds rebuilds;
    private final ArchiveLedger ledger;

    RebuildController(Rebuilds rebuilds, ArchiveLedger ledger) {
        this.rebuilds = rebuilds;
        this.ledger = ledger;
    }

    record RebuildRequest(
            @Pattern(regexp = "[a-z][a-z-]{0,30}", message = "must name a service, such as orders")
            String service,

            @Pattern(regexp = "[a-z][a-z-]{0,60}", message = "must name a read model, such as order-summaries")
            String readModel) {}

    @PostMapping(path = "/v1/rebuilds", consumes = "application/json", produces = "application/json")
    ResponseEntity<RebuildBody> request(IdempotencyKey key, @RequestBody RebuildRequest request, Caller caller) {
        String id = DerivedIds.of("rb", caller.subject(), key.value());
        long records = ArchiveTotals.of(ledger.all()).records();
        return switch (rebuilds.request(id, request.service(), request.readModel(), caller.subject(), records)) {
            case Answer.Accepted accepted -> accepted(accepted.rebuild(), false);
            case Answer.AlreadyAccepted before -> accepted(before.rebuild(), true);
            case Answer.IdReused _ ->
                throw new ProblemException(
                        ProblemTypes.IDEMPOTENCY_KEY_REUSED,
                        "The key was used for the rebuild of another read model. Nothing was done: use a new key.");
            case Answer.UnderWay other ->
                throw new ProblemException(
                        ProblemTypes.CONFLICT,
                        "This read model is being rebuilt already: see /v1/rebuilds/" + other.id() + ".");
            case Answer.UnknownReadModel unknown -> throw unknown(request, unknown.known());
        };
    }

    @GetMapping(path = "/v1/rebuilds/{rebuildId}", produces = "application/json")
    RebuildBody one(@PathVariable String rebuildId) {
        return rebuilds.find(rebuildId)
                .map(View::value)
                .map(RebuildBody::of)
                .orElseThrow(() -> new ProblemException(ProblemTypes.NOT_FOUND, "There is no such rebuild."));
    }

    @GetMapping(path = "/v1/rebuilds", produces = "application/json")
    ResponseEntity<ItemList<RebuildBody>> list(PageRequest page) {
        return ItemList.of(rebuilds.list(page.limit(), page.cursor()), view -> RebuildBody.of(view.value()));
    }

    private static ResponseEntity<RebuildBody> accepted(View<Rebuild> rebuild, boolean replayed) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted()
                .location(URI.create("/v1/rebuilds/" + rebuild.id()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        if (replayed) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(RebuildBody.of(rebuild.value()));
    }

    private static ProblemException unknown(RebuildRequest request, Set<String> known) {
        return known.isEmpty()
                ? new ProblemException(
                        ProblemTypes.UNPROCESSABLE,
                        "No service of this name has told its read models; it does so when it starts.",
                        List.of(InputError.body("/service", "is not known")))
                : new ProblemException(
                        ProblemTypes.UNPROCESSABLE,
                        request.service() + " has the read models " + String.join(", ", known) + ".",
                        List.of(InputError.body("/readModel", "is none of " + request.service())));
    }
}
