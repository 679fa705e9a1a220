package dev.orderflow.e2e;

import static java.util.Map.entry;

import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.infra.templates.Policy.Grant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What task roles allow although no call is seen here, by the statement's {@code Sid}, each with its reason. */
final class NotSeenHere {
    static final Map<String, String> REASONS = Map.ofEntries(
            entry(
                    "UnpublishedCommits",
                    "only a crash between an append and its publication leaves some, and not in every service"),
            entry("SetAsideAnswers", "only a journal that cannot be folded makes some"),
            entry("SnapshotsOfLongImports", "the first is written after some 50,000 rows"),
            entry("DisputedCommits", "only an archive that differs from the journals has some"),
            entry("Violations", "only a broken promise writes some"),
            entry("AuditedWarehouse", "only an order that looks broken, or whose end is late, is a reason to look"),
            entry(
                    "DataKey",
                    "Kinesis, DynamoDB, S3 and SNS use the key in the caller's name; the engines here encrypt nothing"),
            entry(
                    "KeyOfRebuiltReadModels",
                    "DynamoDB makes the grants of a table's key in the caller's name; the engine here encrypts nothing"),
            entry(
                    "FanOut",
                    "only there where consumers have enhanced fan-out; the engine here has no HTTP/2, so they poll"),
            entry("LongRestores", "what a restore wrote by a statement it writes again only after 2,000 records"),
            entry(
                    "SlotClaims",
                    "instances claim their slot only with orderflow.slot=auto; the launcher gives each its own"));

    /**
     * Their statements. What follows on an item that an instance does not remember, as after a restart, has it read by
     * itself, and a batch has all of its items read together: which of the two, is chance in a run as short as this.
     */
    private static final Set<String> READ_MODELS = Set.of("ReadModels", "StockAndShipments");

    private static final Map<String, String> EITHER_OR =
            Map.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:GetItem", "dynamodb:BatchGetItem");

    private NotSeenHere() {}

    /** @param seen all calls of the role's task */
    static boolean explains(Grant grant, Collection<Call> seen) {
        return REASONS.containsKey(grant.sid()) || READ_MODELS.contains(grant.sid()) && isReadOtherwise(grant, seen);
    }

    private static boolean isReadOtherwise(Grant grant, Collection<Call> seen) {
        String other = EITHER_OR.get(grant.action());
        return other != null && seen.contains(new Call(other, grant.resource()));
    }
}
