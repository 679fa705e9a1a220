package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Change;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of read models promises. */
public abstract class ViewsContract {
    /** An item as a service would have one. */
    public record Parcel(String owner, String shelf, Instant since, long weight, List<String> labels, String note) {}

    protected static final ViewDefinition<Parcel> PARCELS = new ViewDefinition<>(
            "parcels",
            Parcel.class,
            List.of(
                    new Index<>(
                            "by-owner",
                            parcel ->
                                    new IndexKey(parcel.owner(), parcel.since().toString())),
                    new Index<>(
                            "shelved",
                            parcel -> parcel.shelf() == null
                                    ? null
                                    : new IndexKey("shelf-" + parcel.shelf(), parcel.owner()))));

    protected static final ViewDefinition<Parcel> LETTERS = new ViewDefinition<>("letters", Parcel.class, List.of());

    private static final Instant NOON = Instant.parse("2010-12-01T12:00:00.000001Z");

    private final String owner = TestCommits.unique("owner");
    private Views<Parcel> parcels;
    private Views<Parcel> letters;

    protected abstract ViewFactory factory();

    protected abstract ViewTransactions transactions();

    @BeforeEach
    void makeViews() {
        parcels = factory().create(PARCELS);
        letters = factory().create(LETTERS);
    }

    @Test
    void what_was_never_saved_is_not_found() {
        assertThat(parcels.find(id())).isEmpty();
    }

    @Test
    void what_was_saved_is_found_equal() {
        View<Parcel> saved = parcel(id(), 3, 0);
        assertThat(parcels.save(saved, 0)).isTrue();

        assertThat(parcels.find(saved.id())).contains(saved);
        assertThat(letters.find(saved.id())).isEmpty();
    }

    @Test
    void a_value_far_larger_than_a_kilobyte_is_found_equal() {
        String text = new Random(1)
                .ints(900_000, 'a', 'g')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        View<Parcel> saved = new View<>(id(), 1, new Parcel(owner, null, NOON, 1, List.of(), text));
        assertThat(parcels.save(saved, 0)).isTrue();

        assertThat(parcels.find(saved.id())).contains(saved);
    }

    @Test
    void an_item_is_replaced_only_at_the_expected_version() {
        String id = id();
        assertThat(parcels.save(parcel(id, 2, 0), 1)).as("nothing is there yet").isFalse();
        assertThat(parcels.save(parcel(id, 2, 0), 0)).isTrue();
        assertThat(parcels.save(parcel(id, 3, 1), 0)).as("something is there").isFalse();
        assertThat(parcels.save(parcel(id, 5, 1), 1))
                .as("another version is there")
                .isFalse();
        assertThat(parcels.find(id)).contains(parcel(id, 2, 0));
        assertThat(parcels.save(parcel(id, 5, 1), 2)).isTrue();
        assertThat(parcels.find(id)).contains(parcel(id, 5, 1));
    }

    @Test
    void a_write_that_does_not_raise_the_version_is_a_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> parcels.save(parcel(id(), 2, 0), 2));
    }

    @Test
    void many_are_saved_at_once_each_where_its_version_is_the_expected_one() {
        List<Change<Parcel>> fresh = IntStream.range(0, 60)
                .mapToObj(i -> new Change<>(new View<>(owner + i, 1, parcel("a", i % 2 == 0 ? "s" : null, i)), 0))
                .toList();
        assertThat(parcels.saveEach(fresh)).isEmpty();
        assertThat(parcels.saveEach(List.of())).isEmpty();
        parcels.save(new View<>(owner + 7, 5, parcel("b", "s", 7)), 1);

        List<Change<Parcel>> changes = IntStream.range(0, 61)
                .mapToObj(i -> new Change<>(new View<>(owner + i, 3, parcel("c", i % 3 == 0 ? "t" : null, i)), 1))
                .toList();
        assertThat(parcels.saveEach(changes)).containsExactlyInAnyOrder(owner + 7, owner + 60);

        for (int i = 0; i < 60; i++) {
            View<Parcel> expected = i == 7
                    ? new View<>(owner + 7, 5, parcel("b", "s", 7))
                    : changes.get(i).view();
            assertThat(parcels.find(owner + i)).contains(expected);
        }
        assertThat(parcels.find(owner + 60)).isEmpty();
    }

    @Test
    void an_item_saved_with_others_moves_within_an_index_and_out_of_it() {
        String shelf = TestCommits.unique("shelf");
        List<Change<Parcel>> shelved = IntStream.range(0, 3)
                .mapToObj(i -> new Change<>(new View<>(owner + i, 1, parcel("a", shelf, i)), 0))
                .toList();
        parcels.saveEach(shelved);
        Await.until(() -> onShelf(shelf).size() == 3);

        parcels.saveEach(List.of(
                new Change<>(new View<>(owner + 0, 2, parcel("z", shelf, 0)), 1),
                new Change<>(new View<>(owner + 1, 2, parcel("a", null, 1)), 1)));
        Await.until(() -> onShelf(shelf).equals(List.of(owner + 2, owner + 0)));
    }

    private List<String> onShelf(String shelf) {
        return parcels.query(Query.all("shelved", "shelf-" + shelf, 10)).items().stream()
                .map(View::id)
                .toList();
    }

    private static Parcel parcel(String owner, String shelf, int weight) {
        return new Parcel(owner, shelf, NOON, weight, List.of("fragile"), "note");
    }

    @Test
    void many_are_found_at_once_and_the_missing_left_out() {
        List<View<Parcel>> saved =
                IntStream.range(0, 130).mapToObj(i -> parcel(id(), 1, i)).toList();
        saved.forEach(view -> parcels.save(view, 0));
        List<String> asked = new ArrayList<>(saved.stream().map(View::id).toList());
        asked.add(id());
        asked.add(saved.getFirst().id());

        Map<String, View<Parcel>> found = parcels.findAll(asked);

        assertThat(found).hasSize(130);
        saved.forEach(view -> assertThat(found).containsEntry(view.id(), view));
        assertThat(parcels.findAll(List.of())).isEmpty();
    }

    @Test
    void an_index_holds_those_of_its_partition_in_the_order_of_the_sort_key() {
        List<View<Parcel>> saved = saveMany(5);
        parcels.save(new View<>(id(), 1, new Parcel(owner + "2", null, NOON, 1, List.of(), "")), 0);

        assertThat(parcels.query(Query.all("by-owner", owner, 10)).items()).isEqualTo(saved);
        assertThat(parcels.query(new Query("by-owner", owner, null, null, true, 10, null))
                        .items())
                .isEqualTo(saved.reversed());
        assertThat(parcels.query(Query.all("by-owner", owner + "3", 10))).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void a_query_is_bounded_inclusively_on_either_side() {
        List<View<Parcel>> saved = saveMany(6);

        assertThat(parcels.query(new Query("by-owner", owner, at(1), at(3), false, 10, null))
                        .items())
                .isEqualTo(saved.subList(1, 4));
        assertThat(parcels.query(new Query("by-owner", owner, at(4), null, false, 10, null))
                        .items())
                .isEqualTo(saved.subList(4, 6));
        assertThat(parcels.query(new Query("by-owner", owner, null, at(1), true, 10, null))
                        .items())
                .isEqualTo(saved.subList(0, 2).reversed());
    }

    @Test
    void pages_follow_each_other_without_loss_or_repetition_in_both_directions() {
        List<View<Parcel>> saved = saveMany(7);

        assertThat(allPages(new Query("by-owner", owner, at(1), null, false, 2, null)))
                .isEqualTo(saved.subList(1, 7));
        assertThat(allPages(new Query("by-owner", owner, null, null, true, 3, null)))
                .isEqualTo(saved.reversed());
        assertThat(parcels.query(Query.all("by-owner", owner, 7)).next())
                .as("a page that ends with the last item")
                .isNull();
    }

    @Test
    void items_with_the_same_sort_key_are_all_on_some_page_once() {
        for (int i = 0; i < 7; i++) {
            parcels.save(parcel(id(), 1, 0), 0);
        }
        List<View<Parcel>> all = allPages(Query.all("by-owner", owner, 2));

        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void an_item_moves_within_an_index_and_out_of_it() {
        String id = id();
        parcels.save(new View<>(id, 1, new Parcel(owner, owner, NOON, 1, List.of(), "")), 0);
        assertThat(parcels.query(Query.all("shelved", "shelf-" + owner, 10)).items())
                .hasSize(1);
        assertThat(parcels.query(Query.all("shelved", "shelf-" + owner + "b", 10))
                        .items())
                .isEmpty();

        parcels.save(new View<>(id, 2, new Parcel(owner, owner + "b", NOON, 1, List.of(), "")), 1);
        assertThat(parcels.query(Query.all("shelved", "shelf-" + owner, 10)).items())
                .isEmpty();
        assertThat(parcels.query(Query.all("shelved", "shelf-" + owner + "b", 10))
                        .items())
                .hasSize(1);

        parcels.save(new View<>(id, 3, new Parcel(owner, null, NOON, 1, List.of(), "")), 2);
        assertThat(parcels.query(Query.all("shelved", "shelf-" + owner + "b", 10))
                        .items())
                .isEmpty();
        assertThat(parcels.find(id)).isPresent();
    }

    @Test
    void a_cursor_of_another_query_or_a_forged_one_is_refused() {
        saveMany(4);
        Query query = Query.all("by-owner", owner, 2);
        String cursor = parcels.query(query).next();
        assertThat(cursor).matches("[A-Za-z0-9_-]+");

        refused(new Query("by-owner", owner + "2", null, null, false, 2, cursor));
        refused(new Query("by-owner", owner, at(1), null, false, 2, cursor));
        refused(new Query("by-owner", owner, null, null, true, 2, cursor));
        refused(new Query("shelved", owner, null, null, false, 2, cursor));
        for (String forged : List.of("", "x", "%%%", "bm90IGpzb24", cursor + "x", cursor.substring(1), "ä")) {
            refused(new Query("by-owner", owner, null, null, false, 2, forged));
        }
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
            refused(new Query("by-owner", owner, null, null, false, 2, forged));
        }
        assertThat(parcels.query(new Query("by-owner", owner, null, null, false, 1, cursor))
                        .items())
                .as("the same query with another limit")
                .hasSize(1);
    }

    @Test
    void an_unknown_index_and_an_unbounded_page_are_mistakes() {
        assertThatIllegalArgumentException().isThrownBy(() -> parcels.query(Query.all("by-weight", owner, 10)));
        assertThatIllegalArgumentException().isThrownBy(() -> parcels.query(Query.all("by-owner", owner, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> parcels.query(Query.all("by-owner", owner, 1_001)));
    }

    @Test
    void a_transaction_writes_all() {
        String first = id();
        String second = id();
        parcels.save(parcel(first, 1, 0), 0);

        assertThat(transactions()
                        .commit(List.of(
                                parcels.writing(parcel(first, 2, 1), 1),
                                parcels.writing(parcel(second, 7, 2), 0),
                                letters.writing(parcel(first, 1, 3), 0))))
                .isTrue();
        assertThat(parcels.find(first)).contains(parcel(first, 2, 1));
        assertThat(parcels.find(second)).contains(parcel(second, 7, 2));
        assertThat(letters.find(first)).contains(parcel(first, 1, 3));
    }

    @Test
    void a_transaction_with_one_stale_write_writes_none() {
        String first = id();
        String second = id();
        parcels.save(parcel(first, 1, 0), 0);

        assertThat(transactions()
                        .commit(List.of(
                                parcels.writing(parcel(second, 1, 2), 0), parcels.writing(parcel(first, 3, 1), 2))))
                .isFalse();
        assertThat(parcels.find(first)).contains(parcel(first, 1, 0));
        assertThat(parcels.find(second)).isEmpty();
    }

    @Test
    void an_empty_transaction_or_one_with_an_item_twice_is_a_mistake() {
        String id = id();
        assertThatIllegalArgumentException().isThrownBy(() -> transactions().commit(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transactions()
                        .commit(List.of(parcels.writing(parcel(id, 1, 0), 0), parcels.writing(parcel(id, 2, 0), 1))));
    }

    private List<View<Parcel>> saveMany(int count) {
        List<View<Parcel>> saved =
                IntStream.range(0, count).mapToObj(i -> parcel(id(), 1, i)).toList();
        saved.reversed().forEach(view -> assertThat(parcels.save(view, 0)).isTrue());
        return saved;
    }

    private List<View<Parcel>> allPages(Query query) {
        List<View<Parcel>> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<View<Parcel>> page = parcels.query(new Query(
                    query.index(),
                    query.partition(),
                    query.from(),
                    query.to(),
                    query.descending(),
                    query.limit(),
                    cursor));
            assertThat(page.items()).hasSizeBetween(1, query.limit());
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private void refused(Query query) {
        assertThatExceptionOfType(InvalidCursorException.class)
                .as("cursor %s", query.cursor())
                .isThrownBy(() -> parcels.query(query));
    }

    private String at(int second) {
        return NOON.plusSeconds(second).toString();
    }

    private View<Parcel> parcel(String id, long version, int second) {
        return new View<>(
                id, version, new Parcel(owner, null, NOON.plusSeconds(second), 1L << 60, List.of("a", "ü"), "note"));
    }

    private static String id() {
        return TestCommits.unique("v");
    }
}
