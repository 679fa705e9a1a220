package dev.orderflow.order.adapter.importing;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.adapter.importing.ImportBodies.ImportAccepted;
import dev.orderflow.order.adapter.importing.ImportBodies.ImportBody;
import dev.orderflow.order.application.importing.AcceptImport;
import dev.orderflow.order.application.importing.AcceptImport.Wanted;
import dev.orderflow.order.application.importing.Acceptance;
import dev.orderflow.order.application.importing.ImportReport;
import dev.orderflow.order.application.importing.ImportReports;
import dev.orderflow.order.application.importing.ImportRows;
import dev.orderflow.order.application.importing.ImportSettings;
import dev.orderflow.web.body.OwnBodyLimit;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bulk import over HTTP. */
@RestController
class ImportController {
    static final ProblemType UNREADABLE =
            new ProblemType("import-unreadable", 400, "The file as a whole cannot be imported");

    /** What an import is told to be at its start, now and whenever the same file comes again. */
    private static final long FIRST_VERSION = 1;

    private static final String SOON = "1";

    private final AcceptImport accept;
    private final ImportReports reports;
    private final ImportRows rows;
    private final ReadYourWrites readYourWrites;
    private final ImportSettings settings;

    ImportController(
            AcceptImport accept,
            ImportReports reports,
            ImportRows rows,
            ReadYourWrites readYourWrites,
            ImportSettings settings) {
        this.accept = accept;
        this.reports = reports;
        this.rows = rows;
        this.readYourWrites = readYourWrites;
        this.settings = settings;
    }

    @PostMapping(
            path = "/v1/imports",
            consumes = {"text/csv", "application/gzip", "application/x-gzip"})
    @OwnBodyLimit
    @RequiresScope({Scopes.ORDERS_WRITE, Scopes.OPERATIONS})
    ResponseEntity<ImportAccepted> start(
            @RequestParam(required = false) @Nullable List<String> derive,
            Caller caller,
            Cause cause,
            HttpServletRequest request)
            throws IOException {
        List<String> words = derive == null ? List.of() : derive;
        if (!words.isEmpty()) {
            caller.require(Scopes.CATALOG_WRITE);
        }
        Set<Derive> wanted = Derive.parse(words);
        if (request.getContentLengthLong() > settings.largestUpload()) {
            throw tooLarge("a file may have " + settings.largestUpload() + " bytes as it is sent");
        }
        Wanted how = new Wanted(wanted.contains(Derive.CATALOGUE), wanted.contains(Derive.STOCK), caller.subject());
        return answer(accept.accept(UploadedFile.of(request), how, cause));
    }

    @GetMapping("/v1/imports/{importId}")
    @RequiresScope(Scopes.OPERATIONS)
    ResponseEntity<ImportBody> report(@PathVariable String importId, ReadDemand demand, HttpServletRequest request) {
        var read = readYourWrites.read(ImportReports.READ_MODEL, demand, () -> reports.find(importId), View::version);
        return Answers.of(request, demand, read, View<ImportReport>::version, ImportBody::of, "import");
    }

    @GetMapping("/v1/imports/{importId}/rows")
    @RequiresScope(Scopes.OPERATIONS)
    ResponseEntity<ItemList<ImportRows.Row>> rows(
            @PathVariable String importId,
            @RequestParam(required = false) ImportRows.@Nullable Outcome outcome,
            PageRequest page) {
        if (reports.find(importId).isEmpty()) {
            throw new ProblemException(ProblemTypes.NOT_FOUND, "There is no such import.");
        }
        return ItemList.of(rows.page(importId, outcome, page.limit(), page.cursor()), Function.identity());
    }

    private static ResponseEntity<ImportAccepted> answer(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> accepted(accepted);
            case Acceptance.Unreadable(long line, String reason) ->
                throw new ProblemException(
                        UNREADABLE,
                        "Nothing was started. Mend the file and send it again.",
                        List.of(InputError.body(line == 0 ? "" : "/rows/" + line, reason)));
            case Acceptance.TooLarge(String reason) -> throw tooLarge(reason);
            case Acceptance.BrokenOff _ ->
                throw new ProblemException(
                        ProblemTypes.BAD_REQUEST, "The upload broke off and nothing was started. Send it again.");
            case Acceptance.Busy _ ->
                throw new ProblemException(Problem.of(
                                ProblemTypes.OVERLOADED,
                                "Other files are being taken in. Nothing was started; send it again in a moment.")
                        .withHeader(HttpHeaders.RETRY_AFTER, "5"));
        };
    }

    private static ResponseEntity<ImportAccepted> accepted(Acceptance.Accepted accepted) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted()
                .location(URI.create("/v1/imports/" + accepted.importId()))
                .eTag(ETags.of(FIRST_VERSION))
                .header(HttpHeaders.RETRY_AFTER, SOON);
        if (accepted.replayed()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(new ImportAccepted(accepted.importId(), ImportReport.Status.RUNNING, FIRST_VERSION));
    }

    private static ProblemException tooLarge(String reason) {
        return new ProblemException(
                ProblemTypes.BODY_TOO_LARGE,
                "Nothing was started: " + reason + ". Split the file; orders that are in two files count once.");
    }
}
