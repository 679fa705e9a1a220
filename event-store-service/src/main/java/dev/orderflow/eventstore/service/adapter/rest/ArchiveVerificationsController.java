package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.service.application.verification.VerificationReport;
import dev.orderflow.eventstore.service.application.verification.Verifications;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/archive/verifications")
@RequiresScope(Scopes.OPERATIONS)
class ArchiveVerificationsController {
    private static final String SOON = "1";

    private final Verifications verifications;

    ArchiveVerificationsController(Verifications verifications) {
        this.verifications = verifications;
    }

    @PostMapping(produces = "application/json")
    ResponseEntity<VerificationBody> start(@RequestParam(defaultValue = "true") boolean stream, Caller caller) {
        VerificationReport report = verifications.ask(caller.subject(), stream);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/archive/verifications/" + report.id()))
                .header(HttpHeaders.RETRY_AFTER, SOON)
                .body(VerificationBody.of(report));
    }

    @GetMapping(path = "/{verificationId}", produces = "application/json")
    VerificationBody one(@PathVariable String verificationId) {
        return verifications
                .find(verificationId)
                .map(VerificationBody::of)
                .orElseThrow(() -> new ProblemException(ProblemTypes.NOT_FOUND, "There is no such verification."));
    }
}
