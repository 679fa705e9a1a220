package dev.orderflow.eventstore.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.archive.ArchiveFixtures;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.rebuild.RebuildWorld.Instance;
import dev.orderflow.eventstore.rebuild.RebuildWorld.Seen;
import dev.orderflow.eventstore.testing.TestCommits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelReplayTest {
    @Test
    void bytes_that_are_no_commit_keep_nothing_from_being_made_again() throws Exception {
        RebuildWorld world = new RebuildWorld();
        Instance instance = world.instance("orders-0");
        ModelReplay replay = ModelReplay.of(instance.models, TransientFailures.CORE, new Patience())
                .getFirst();
        StreamId stream = TestCommits.newStream();
        StreamRecord good =
                ArchiveFixtures.streamRecord(2, TestCommits.ofANewWriter().commit(stream, 1));
        byte[] stray = "no commit".getBytes(StandardCharsets.UTF_8);

        replay.add(archived(new StreamRecord("1", stream.toString(), stray, good.arrivedAt())));
        replay.add(archived(good));
        replay.flush();

        assertThat(instance.read(stream)).isEqualTo(new Seen(1, 1));
        world.close();
    }

    private static ArchivedRecord archived(StreamRecord record) {
        return ArchivedRecord.of(RebuildWorld.SHARD, record, CommitCodec.standard());
    }
}
