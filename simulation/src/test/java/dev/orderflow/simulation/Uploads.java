package dev.orderflow.simulation;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.importing.AcceptImport.Wanted;
import dev.orderflow.order.application.importing.Acceptance;
import dev.orderflow.simulation.ImportFile.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who brings files of old invoices, the same again, and others that have some of them in common. */
final class Uploads {
    /** D4 is a product that nobody lists but the file. */
    private static final List<ImportFile> FILES = List.of(
            new ImportFile(List.of(
                    Row.of("501", "A1", 2, "11"),
                    Row.withoutCustomer("502", "A1"),
                    Row.of("503", "B2", 1, "12"),
                    Row.of("503", "C3", 1, "12"),
                    Row.of("504", "D4", 3, "13"))),
            new ImportFile(List.of(
                    Row.of("501", "A1", 2, "11"),
                    Row.of("505", "D4", 1, "12"),
                    Row.of("503", "B2", 2, "12"),
                    Row.of("506", "C3", 2, "13"))));

    private final Environment environment;
    private final Imports imports;
    private int requests;

    Uploads(Environment environment, Imports imports) {
        this.environment = environment;
        this.imports = imports;
    }

    void act(OrderProcess process) {
        upload(process, FILES.get(environment.random.nextInt(FILES.size())), answer -> {});
    }

    /** @param hears the answer, or null where there was none; nothing where the process died */
    void upload(OrderProcess process, ImportFile file, Consumer<@Nullable Acceptance> hears) {
        imports.expect(file);
        Cause cause = Cause.request("upload-" + ++requests, null);
        process.node().start("uploads", () -> {
            try {
                Acceptance answer = process.acceptImport.accept(
                        new ByteArrayInputStream(file.csv()), new Wanted(true, true, "olga"), cause);
                environment.trace("uploading is answered with " + answer);
                switch (answer) {
                    case Acceptance.Accepted accepted ->
                        environment.require(
                                imports.hasStarted(accepted.importId()),
                                Invariant.I2,
                                "accepted " + accepted.importId() + " and no journal has it");
                    case Acceptance.Busy _ -> {}
                    case Acceptance.Unreadable _, Acceptance.TooLarge _, Acceptance.BrokenOff _ ->
                        environment.violate(Invariant.I17, "a sound file was answered with " + answer);
                }
                hears.accept(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                process.node().explain("uploading", e);
                hears.accept(null);
            }
        });
    }
}
