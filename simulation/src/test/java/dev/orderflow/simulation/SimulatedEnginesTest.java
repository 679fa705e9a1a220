package dev.orderflow.simulation;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.contract.ArchiveContract;
import dev.orderflow.eventstore.contract.CommitStreamContract;
import dev.orderflow.eventstore.contract.JournalContract;
import dev.orderflow.eventstore.contract.PositionsContract;
import dev.orderflow.eventstore.contract.PublicationLogContract;
import dev.orderflow.eventstore.contract.SnapshotsContract;
import dev.orderflow.eventstore.contract.StreamHistoriesContract;
import dev.orderflow.eventstore.contract.ViewsContract;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** In calm weather the simulated engines keep the promises that the real ones keep. */
class SimulatedEnginesTest {
    private final Environment environment = new Environment(1, Plant.NONE, false);
    private final Node node = new Node("test", 0, environment, Duration.ZERO, () -> {});
    private final DurableJournal durable = new DurableJournal(environment, commit -> {});

    @Nested
    class TheJournal extends JournalContract {
        private final FaultyJournal journal = new FaultyJournal(node, durable);

        @Override
        protected Journal journal() {
            return journal;
        }
    }

    @Nested
    class ThePublicationLog extends PublicationLogContract {
        private final FaultyJournal journal = new FaultyJournal(node, durable);
        private final FaultyPublicationLog log = new FaultyPublicationLog(node, durable);

        @Override
        protected Journal journal() {
            return journal;
        }

        /** Its index lags by the simulation's clock, which nobody else moves here. */
        @Override
        protected PublicationLog log() {
            environment.pass(Duration.ofMinutes(1));
            return log;
        }
    }

    @Nested
    class TheStream extends CommitStreamContract {
        private final SimulatedStream stream = new SimulatedStream(environment, 2);
        private final CommitStream asSeen = stream.of(node);

        @Override
        protected CommitStream commitStream() {
            return asSeen;
        }

        @Override
        protected List<StreamRecord> records() {
            return stream.everything();
        }
    }

    @Nested
    class TheStreamWhileItIsResharded extends CommitStreamContract {
        private final SimulatedStream stream = new SimulatedStream(environment, 2);
        private final CommitStream asSeen = stream.of(node);

        @Override
        protected CommitStream commitStream() {
            stream.reshard();
            return asSeen;
        }

        @Override
        protected List<StreamRecord> records() {
            return stream.everything();
        }
    }

    @Nested
    class TheReadModels extends ViewsContract {
        private final FaultyViews views = new FaultyViews(node, new FaultyViews.DurableViews(environment));

        @Override
        protected ViewFactory factory() {
            return views;
        }

        @Override
        protected ViewTransactions transactions() {
            return views;
        }
    }

    @Nested
    class ThePositions extends PositionsContract {
        private final InMemoryPositions positions = new InMemoryPositions();

        @Override
        protected Positions of(String application) {
            return new FaultyPositions(node, positions.of(application));
        }

        @Override
        protected ParkedStreams parkedStreams() {
            return positions;
        }

        @Override
        protected Redrives redrivesOf(String application) {
            return positions.redrivesOf(application);
        }
    }

    @Nested
    class TheSnapshots extends SnapshotsContract {
        private final FaultySnapshots snapshots =
                new FaultySnapshots(node, new Durable("test", environment, commit -> {}).snapshots);

        @Override
        protected Snapshots snapshots() {
            return snapshots;
        }
    }

    @Nested
    class TheArchive extends ArchiveContract {
        private final FaultyArchive archive =
                new FaultyArchive(node, new InMemoryArchive(), new InMemoryStreamHistories());

        @Override
        protected Archive archive() {
            return archive;
        }

        @Override
        protected ArchiveReader reader() {
            return archive;
        }
    }

    @Nested
    class TheHistories extends StreamHistoriesContract {
        private final FaultyArchive archive =
                new FaultyArchive(node, new InMemoryArchive(), new InMemoryStreamHistories());

        @Override
        protected StreamHistories histories() {
            return archive;
        }
    }
}
