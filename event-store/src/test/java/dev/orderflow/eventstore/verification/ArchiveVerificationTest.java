package dev.orderflow.eventstore.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchiveObjects.Stored;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.verification.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every damage is noticed and named; what is merely young is not. */
class ArchiveVerificationTest {
    private static final String OTHER_SHARD = "shard-1";

    @TempDir
    private Path scratch;

    private ArchivedShop shop = new ArchivedShop(Path.of(""));
    private List<String> keys = List.of();

    /** Four objects of one shard and one of another. */
    @BeforeEach
    void archive() {
        shop = new ArchivedShop(scratch);
        shop.archived(ArchivedShop.SHARD, 3);
        shop.archived(ArchivedShop.SHARD, 4);
        shop.archived(OTHER_SHARD, 2);
        shop.archived(ArchivedShop.SHARD, 5);
        shop.archived(ArchivedShop.SHARD, 2);
        keys = shop.keys(ArchivedShop.SHARD);
    }

    @Test
    void an_archive_that_nobody_touched_is_sound() throws IOException {
        Proof proof = shop.verify();

        assertThat(proof.findings()).isEmpty();
        assertThat(proof.sound()).isTrue();
        assertThat(proof.journalCommits()).isEqualTo(16);
        assertThat(proof.records()).isEqualTo(16);
        assertThat(proof.streamRecords()).isEqualTo(16);
        assertThat(proof.objects()).isEqualTo(5);
        assertThat(proof.heads()).extracting(Proof.Head::object).contains(keys.getLast());
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_changed_byte_within_the_gzip_is_noticed() {
        byte[] content = shop.archive.fetch(keys.get(1)).content().clone();
        content[content.length / 2] ^= 0x10;
        shop.replaceContent(keys.get(1), content);

        assertThat(finding(Kind.ALTERED_OBJECT).object()).isEqualTo(keys.get(1));
    }

    @Test
    void every_single_byte_counts() {
        byte[] whole = shop.archive.fetch(keys.get(1)).content();
        for (int at = 0; at < whole.length; at++) {
            byte[] content = whole.clone();
            content[at] ^= 0x01;
            shop.replaceContent(keys.get(1), content);

            assertThat(shop.verify().findings())
                    .as("byte %d", at)
                    .anySatisfy(finding -> assertThat(finding.object()).isEqualTo(keys.get(1)));
        }
    }

    @Test
    void a_changed_event_in_a_well_made_object_is_named_to_the_byte() {
        String text = shop.text(keys.get(1));
        int changed = text.indexOf("order.placed.v1", text.indexOf('\n') + 1) + 6;
        String other = text.substring(0, changed) + "P" + text.substring(changed + 1);
        shop.replaceContent(keys.get(1), ArchivedShop.gzip(other));

        assertThat(finding(Kind.ALTERED_OBJECT).object()).isEqualTo(keys.get(1));
        Finding difference = finding(Kind.DIFFERENT_COMMIT);
        assertThat(difference.object()).isEqualTo(keys.get(1));
        assertThat(difference.line()).isEqualTo(2);
        assertThat(difference.offset()).isEqualTo(text.substring(0, changed).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void an_object_and_its_metadata_written_anew_break_the_chain() {
        Stored before = shop.archive.fetch(keys.get(1));
        ArchivedShop forger = new ArchivedShop(scratch);
        forger.archived(ArchivedShop.SHARD, 3);
        forger.archived(ArchivedShop.SHARD, 4);
        Stored forged = forger.archive.fetch(forger.keys(ArchivedShop.SHARD).get(1));
        assertThat(forged.object().key()).isEqualTo(before.object().key());
        shop.archive.tamper(keys.get(1), forged);

        Proof proof = shop.verify();

        assertThat(proof.findings())
                .filteredOn(finding -> finding.kind() == Kind.ALTERED_OBJECT)
                .extracting(Finding::object)
                .contains(keys.get(1));
        assertThat(proof.counts()).containsEntry(Kind.MISSING_COMMIT, 4L).containsEntry(Kind.FOREIGN_COMMIT, 4L);
    }

    @Test
    void a_deleted_object_is_named() {
        shop.archive.tamper(keys.get(1), null);

        assertThat(finding(Kind.MISSING_OBJECT).object()).isEqualTo(keys.get(1));
        assertThat(shop.verify().counts())
                .containsEntry(Kind.MISSING_COMMIT, 4L)
                .containsEntry(Kind.MISSING_RECORD, 4L);
    }

    @Test
    void a_swapped_pair_is_named() {
        Stored one = shop.archive.fetch(keys.get(1));
        Stored other = shop.archive.fetch(keys.get(2));
        shop.move(one, keys.get(2));
        shop.move(other, keys.get(1));

        assertThat(shop.verify().findings())
                .filteredOn(finding -> finding.kind() == Kind.MISPLACED_OBJECT)
                .extracting(Finding::object)
                .containsExactly(keys.get(1), keys.get(2));
    }

    @Test
    void a_swapped_pair_of_contents_is_named() {
        byte[] one = shop.archive.fetch(keys.get(1)).content();
        shop.replaceContent(keys.get(1), shop.archive.fetch(keys.get(2)).content());
        shop.replaceContent(keys.get(2), one);

        assertThat(shop.verify().findings())
                .filteredOn(finding -> finding.kind() == Kind.ALTERED_OBJECT)
                .extracting(Finding::object)
                .containsExactly(keys.get(1), keys.get(2));
    }

    @Test
    void a_truncated_file_is_named_with_the_line_it_ends_in() {
        byte[] content = shop.archive.fetch(keys.get(2)).content();
        shop.replaceContent(keys.get(2), Arrays.copyOf(content, content.length - 12));

        Finding finding = finding(Kind.TRUNCATED_OBJECT);
        assertThat(finding.object()).isEqualTo(keys.get(2));
        assertThat(finding.detail()).contains("ends within line");
    }

    @Test
    void a_cut_off_tail_is_named() {
        shop.archive.tamper(keys.get(3), null);
        shop.archive.tamper(keys.get(2), null);

        Finding finding = finding(Kind.MISSING_OBJECT);
        assertThat(finding.object()).isEqualTo(keys.get(3));
        assertThat(finding.detail()).contains(keys.get(1));
    }

    @Test
    void a_cut_off_tail_is_named_by_the_ledger_alone() {
        shop.archive.tamper(keys.get(3), null);
        shop.journals.clear();
        shop.stream.clear();

        assertThat(finding(Kind.MISSING_OBJECT).object()).isEqualTo(keys.get(3));
    }

    @Test
    void an_object_put_between_is_named() {
        Stored last = shop.archive.fetch(keys.get(2));
        String between = keys.get(2).replaceAll("-\\d+\\.jsonl", "-9000.jsonl");
        shop.move(last, between);

        assertThat(finding(Kind.MISPLACED_OBJECT).object()).isEqualTo(between);
    }

    @Test
    void what_no_archiver_wrote_is_named() {
        String stranger = "archive/dt=2026-01-05/hour=23/notes.jsonl.gz";
        shop.move(shop.archive.fetch(keys.get(2)), stranger);

        assertThat(finding(Kind.FOREIGN_OBJECT).object()).isEqualTo(stranger);
    }

    @Test
    void a_commit_that_only_the_journal_has_is_named_once_it_is_old_enough() {
        StoredCommit unpublished = shop.commits.commit(TestCommits.newStream(), 1);
        shop.journals.add(unpublished);

        Finding finding = finding(Kind.MISSING_COMMIT);
        assertThat(finding.commit()).isEqualTo(unpublished.commit().toString());

        shop.now = unpublished.commit().metadata().recordedAt().plus(Duration.ofMinutes(1));
        Proof young = shop.verify();
        assertThat(young.sound()).isTrue();
        assertThat(young.pending()).isEqualTo(1);
    }

    @Test
    void a_commit_that_is_missing_before_an_archived_one_is_named_however_young() {
        StreamId stream = TestCommits.newStream();
        StoredCommit first = shop.commits.commit(stream, 1);
        shop.journals.add(first);
        shop.archive(ArchivedShop.SHARD, List.of(shop.commits.commit(stream, 2)));
        shop.now = first.commit().metadata().recordedAt().plus(Duration.ofMinutes(1));

        assertThat(finding(Kind.MISSING_COMMIT).commit()).isEqualTo(stream + "@1");
    }

    @Test
    void a_commit_that_no_journal_has_is_named_with_its_line() {
        StoredCommit forged = shop.commits.commit(TestCommits.newStream(), 1);
        shop.publish(ArchivedShop.SHARD, List.of(shop.journals.getFirst(), forged));

        Finding finding = finding(Kind.FOREIGN_COMMIT);
        assertThat(finding.commit()).isEqualTo(forged.commit().toString());
        assertThat(finding.object()).isEqualTo(shop.keys(ArchivedShop.SHARD).getLast());
        assertThat(finding.line()).isEqualTo(2);
    }

    @Test
    void a_commit_that_was_published_twice_is_no_damage() {
        shop.publish(ArchivedShop.SHARD, List.of(shop.journals.getFirst()));

        assertThat(shop.verify().sound()).isTrue();
    }

    @Test
    void a_commit_that_came_while_the_journals_were_read_is_no_stranger() {
        StoredCommit late = shop.commits.commit(TestCommits.newStream(), 1);
        shop.publish(ArchivedShop.SHARD, List.of(late));
        shop.lateFor(late);

        assertThat(shop.verify().sound()).isTrue();
    }

    @Test
    void a_record_that_the_stream_never_had_is_named() {
        shop.stream.get(ArchivedShop.SHARD).remove(5);

        Finding finding = finding(Kind.FOREIGN_RECORD);
        assertThat(finding.object()).isEqualTo(keys.get(1));
        assertThat(finding.line()).isEqualTo(3);
    }

    @Test
    void a_stream_that_has_forgotten_its_oldest_records_is_compared_from_where_it_begins() {
        shop.stream.get(ArchivedShop.SHARD).subList(0, 5).clear();
        shop.stream.remove(OTHER_SHARD);

        Proof proof = shop.verify();

        assertThat(proof.findings()).isEmpty();
        assertThat(proof.streamRecords()).isEqualTo(9);
    }

    @Test
    void many_damages_are_counted_and_the_first_of_them_kept() {
        shop.archived(ArchivedShop.SHARD, 500);
        shop.archive.tamper(shop.keys(ArchivedShop.SHARD).getLast(), null);

        Proof proof = shop.verify();

        assertThat(proof.counts()).containsEntry(Kind.MISSING_COMMIT, 500L);
        assertThat(proof.findings()).hasSizeLessThan(100);
    }

    @Test
    void who_is_told_of_the_progress_can_give_up() {
        assertThatThrownBy(() -> shop.verify((phase, done, total) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(scratch).isEmptyDirectory();
    }

    /** The only one of its kind. */
    private Finding finding(Kind kind) {
        Proof proof = shop.verify();
        assertThat(proof.sound()).isFalse();
        List<Finding> same = proof.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
        assertThat(same).as("of %s", Set.copyOf(proof.findings())).hasSize(1);
        return same.getFirst();
    }
}
