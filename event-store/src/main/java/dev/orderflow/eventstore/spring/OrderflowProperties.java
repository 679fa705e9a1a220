package dev.orderflow.eventstore.spring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What tells one service, and one instance of it, from the others.
 *
 * @param service {@code orders}, {@code inventory}, {@code payments}, {@code notifications} or {@code event-store}: names
 *     tables and the consuming application
 * @param slot which of the service's instances this is; never shared by two that are alive at once. {@code auto} lets
 *     instances that nobody numbers, such as the tasks of a container service, claim the lowest free one
 * @param stream the one that all services share
 * @param shards of the stream, where it is created here; each takes 1 MB or 1,000 records a second
 * @param tablePrefix before every table's name, so that several environments fit into one account
 * @param snapshotBucket where folded states of long streams are kept
 * @param provision whether to create tables, stream and buckets that are absent; where not said, only on an engine that is
 *     not AWS itself (an endpoint is set, or a service connection has one)
 * @param clockOffset moves the service's clock, to see deadlines pass; zero outside of experiments
 */
@Validated
@ConfigurationProperties("orderflow")
public record OrderflowProperties(
        @NotBlank(message = "must name the service, such as orders")
        @Pattern(regexp = "[a-z][a-z-]{0,30}", message = "must be lower-case letters and hyphens")
        String service,

        @NotBlank
        @Pattern(regexp = "auto|[0-9]{1,3}", message = "must be a number from 0 to 999, or auto")
        @DefaultValue("0")
        String slot,

        @NotBlank
        @Pattern(regexp = "[a-zA-Z0-9_.-]{1,128}", message = "must be a valid Kinesis stream name")
        @DefaultValue("order-events")
        String stream,

        @Min(1) @Max(500) @DefaultValue("2") int shards,

        @NotNull
        @Pattern(regexp = "[a-zA-Z0-9_.-]{0,60}", message = "may have letters, digits, _ . and -")
        @DefaultValue("")
        String tablePrefix,

        @NotBlank @DefaultValue("orderflow-snapshots") String snapshotBucket,
        @Nullable Boolean provision,
        @NotNull @DefaultValue("0s") Duration clockOffset) {

    boolean claimsItsSlot() {
        return slot.equals("auto");
    }
}
