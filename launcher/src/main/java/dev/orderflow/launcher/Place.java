package dev.orderflow.launcher;

import dev.orderflow.launcher.record.Engines;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A suite that runs somewhere, as whoever plays stories on it and judges it needs to know it: the embedded one and the one
 * in containers are told apart here alone.
 *
 * @param root the checkout, whose seeds are imported
 * @param api the way in: the edge, or an API Gateway's stage
 * @param issuer gives out tokens, and has pages for people
 * @param gateway the payment gateway, whose ledger is compared with the journals
 * @param engines clients past every service; whoever asks for them closes them
 * @param residentKilobytes what all of it takes now; 0 where nobody tells
 */
public record Place(
        Path root, URI api, URI issuer, URI gateway, Supplier<Engines> engines, LongSupplier residentKilobytes) {

    static Place embedded(Layout layout) {
        URI edge = layout.url(Service.EDGE);
        return new Place(
                layout.folders().root(),
                edge,
                edge,
                layout.url(Service.GATEWAY),
                () -> Engines.of(layout),
                () -> Suite.residentKilobytes(layout));
    }

    public Api client() {
        return new Api(api, issuer);
    }
}
