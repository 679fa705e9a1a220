package dev.orderflow.eventstore.aws.kcl;

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;
import software.amazon.kinesis.retrieval.polling.SimpleRecordsFetcherFactory;

/** The library's settings, each with its reason. Its own defaults are made for large fleets and slow starts. */
final class Schedulers {
    /** How often leases without an owner are given out: with the default of 20 s the first record waits for it. */
    private static final long ASSIGN_LEASES_EVERY_MILLIS = 1_000;

    /** The loop that moves shards through their life; at the default of 1 s a start takes three of them. */
    private static final long DISPATCH_EVERY_MILLIS = 100;

    /** A child shard waits for its parent's end; the default of 10 s would be a pause for every stream in it. */
    private static final long LOOK_FOR_PARENTS_EVERY_MILLIS = 1_000;

    /** The leader decides on leases; one that died is replaced after this, by default only after two minutes. */
    private static final long LEADER_LEASE_MILLIS = 10_000;

    /** Also how often the others look whether there is a leader: what one that left gave back waits that long. */
    private static final long LEADER_HEARTBEAT_MILLIS = 2_000;

    /**
     * Leases are evened out with every eighth assignment. A lease under way counts for its old owner, which learns of it
     * with its next renewal, after a third of the lease's time: asked again before, the leader would move more than it
     * should, and then back.
     */
    private static final int BALANCE_EVERY = 8;

    /** A worker that was not heard of twice gets no leases; at the default of 30 s they would wait for a dead one. */
    private static final long REPORT_EVERY_MILLIS = 5_000;

    /** A worker reports itself for the first time after two of these. */
    private static final long FIRST_REPORT_MILLIS = 250;

    /** Two are enough for some dozens of shards; each thread costs memory. */
    private static final int RENEWAL_THREADS = 2;

    /** Records read ahead while others are in work: one more read, and no more bytes than a small heap bears. */
    private static final int READS_AHEAD = 2;

    private static final int MOST_BYTES_AHEAD = 4 * 1024 * 1024;

    private Schedulers() {}

    static Scheduler make(
            ConsumerSettings settings,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            ShardRecordProcessorFactory processors) {
        String application = settings.application();
        CloudWatchAsyncClient noCloudWatch = null;
        return new Scheduler(
                new CheckpointConfig(),
                new CoordinatorConfig(application)
                        .shardConsumerDispatchPollIntervalMillis(DISPATCH_EVERY_MILLIS)
                        .parentShardPollIntervalMillis(LOOK_FOR_PARENTS_EVERY_MILLIS),
                leases(settings, kinesis, dynamo),
                new LifecycleConfig(),
                // Our own metrics say more, and cost no CloudWatch calls.
                new MetricsConfig(noCloudWatch, application).metricsFactory(new NullMetricsFactory()),
                // Empty batches too: time has to flush, save and checkpoint what is left when a stream falls silent.
                new ProcessorConfig(processors).callProcessRecordsEvenForEmptyRecordList(true),
                new RetrievalConfig(
                                kinesis,
                                new SingleStreamTracker(
                                        settings.stream(),
                                        // The default is the tip: whatever came before the first start would be lost.
                                        InitialPositionInStreamExtended.newInitialPosition(
                                                InitialPositionInStream.TRIM_HORIZON)),
                                application)
                        .retrievalSpecificConfig(retrieval(settings, kinesis)));
    }

    private static LeaseManagementConfig leases(
            ConsumerSettings settings, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo) {
        LeaseManagementConfig leases = new LeaseManagementConfig(
                        settings.leaseTable(), settings.application(), dynamo, kinesis, settings.worker())
                .failoverTimeMillis(settings.failover().toMillis())
                .leaseAssignmentIntervalMillis(ASSIGN_LEASES_EVERY_MILLIS)
                // A pause of this length at every start, by default a minute.
                .shardSyncIntervalMillis(0)
                .maxLeaseRenewalThreads(RENEWAL_THREADS)
                .dynamoDbLockBasedLeaderLeaseDurationInMillis(LEADER_LEASE_MILLIS)
                .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(LEADER_HEARTBEAT_MILLIS);
        // Balancing by load needs minutes of measurements, and takes nothing from a worker whose share is a few leases.
        leases.leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED);
        leases.workerUtilizationAwareAssignmentConfig()
                .disableWorkerMetrics(true)
                .inMemoryWorkerMetricsCaptureFrequencyMillis(FIRST_REPORT_MILLIS)
                .workerMetricsReporterFreqInMillis(REPORT_EVERY_MILLIS)
                .varianceBalancingFrequency(BALANCE_EVERY);
        return leases;
    }

    private static RetrievalSpecificConfig retrieval(ConsumerSettings settings, KinesisAsyncClient kinesis) {
        return switch (settings.retrieval()) {
            case FAN_OUT ->
                new FanOutConfig(kinesis).streamName(settings.stream()).applicationName(settings.application());
            case POLLING -> {
                SimpleRecordsFetcherFactory fetchers = new SimpleRecordsFetcherFactory();
                fetchers.maxPendingProcessRecordsInput(READS_AHEAD);
                fetchers.maxByteSize(MOST_BYTES_AHEAD);
                fetchers.maxRecordsCount(READS_AHEAD * settings.mostRecords());
                yield new PollingConfig(settings.stream(), kinesis)
                        .maxRecords(settings.mostRecords())
                        .idleTimeBetweenReadsInMillis(settings.idle().toMillis())
                        .recordsFetcherFactory(fetchers);
            }
        };
    }
}
