package dev.orderflow.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.archive.ArchiveFixtures;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.archive.ChainLink;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.testing.TestCommits;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two archivers at the same shard at the same time, both crashing, on the real bucket and tables. */
class TwoArchiversIT {
    private static final int RECORDS = 240;
    private static final int CRASHES = 5;

    private final String shard = TestCommits.unique("shard");
    private final AwsEngines engines = LocalAws.all(TestCommits.unique("archivers"));
    private final String bucket = "two-archivers";
    private final ArchiveReader reader = engines.archiveReader(bucket);
    private final ArchiveLedger ledger = new ArchiveLedger(engines.create(ArchiveLedger.DEFINITION));
    private final Archiver archiver = new Archiver(
            engines.archive(bucket),
            reader,
            engines.streamHistories(),
            ledger,
            Duration.ofMillis(20),
            InstantSource.system());

    /** How many records the checkpoint of the shard covers; both go on from it after a crash. */
    private final AtomicInteger checkpoint = new AtomicInteger();

    @Test
    void each_record_is_archived_once_in_one_chain() throws Exception {
        List<StreamRecord> records = new ArrayList<>();
        TestCommits commits = TestCommits.ofANewWriter();
        for (int i = 0; i < RECORDS; i++) {
            records.add(ArchiveFixtures.streamRecord(1_000L + i, commits.commit(TestCommits.newStream(), 1)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < 2; worker++) {
                Random random = new Random(worker);
                workers.add(threads.submit(() -> archive(records, random)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }

        List<String> archived = new ArrayList<>();
        List<ArchiveObject> objects = new ArrayList<>();
        reader.keys(key -> {
            if (key.contains(shard + "-")) {
                objects.add(reader.read(key, record -> archived.add(record.sequenceNumber())));
            }
        });
        assertThat(archived)
                .containsExactlyInAnyOrderElementsOf(
                        records.stream().map(StreamRecord::sequenceNumber).toList());
        objects.sort(Comparator.comparing(object -> new BigInteger(object.firstSequence())));
        ChainLink previous = ChainLink.NONE;
        for (ArchiveObject object : objects) {
            assertThat(object.previous()).isEqualTo(previous);
            previous = object.link();
        }
        OfShard counted = ledger.all().getFirst();
        assertThat(counted.head()).isEqualTo(previous);
        assertThat(counted.records()).isEqualTo(RECORDS);
        assertThat(counted.distinctCommits()).isEqualTo(RECORDS);
        assertThat(counted.objects()).isEqualTo(objects.size());
    }

    /** Crashes some times on the way, and then goes on to the end. */
    private void archive(List<StreamRecord> records, Random random) {
        for (int crash = 0; crash <= CRASHES; crash++) {
            ShardHandler handler = archiver.open(shard);
            int at = checkpoint.get();
            int dies = crash == CRASHES ? records.size() : Math.min(records.size(), at + 20 + random.nextInt(40));
            while (at < dies) {
                int to = Math.min(dies, at + 1 + random.nextInt(12));
                checkpointed(handler.process(records.subList(at, to)), records);
                at = to;
            }
            if (crash == CRASHES) {
                checkpointed(handler.finish(), records);
            } else {
                handler.abandon();
            }
        }
    }

    private void checkpointed(String sequence, List<StreamRecord> records) {
        if (sequence != null) {
            int covered = Integer.parseInt(sequence)
                    - Integer.parseInt(records.getFirst().sequenceNumber())
                    + 1;
            checkpoint.accumulateAndGet(covered, Math::max);
        }
    }
}
