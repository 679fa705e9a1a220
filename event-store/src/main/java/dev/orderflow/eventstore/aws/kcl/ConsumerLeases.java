package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.eventstore.restore.Leases;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** The leases of one application, made before its consumer starts. */
public record ConsumerLeases(
        ConsumerSettings settings, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo, InstantSource clock)
        implements Leases {

    /** The table that a consumer needs; where it may not make it by itself, a template has to. */
    public static CreateTableRequest tableRequest(ConsumerSettings settings) {
        return LeaseTable.tableRequest(settings.leaseTable());
    }

    @Override
    public void beginBehind(Map<String, String> after) {
        new LeaseTable(settings.leaseTable(), settings.stream(), dynamo, kinesis, clock)
                .beginBehind(settings.provision(), settings.worker(), after);
    }
}
