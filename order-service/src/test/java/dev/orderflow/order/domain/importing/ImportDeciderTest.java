package dev.orderflow.order.domain.importing;

import static dev.orderflow.eventstore.testing.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.ImportEvent.ImportCompleted;
import dev.orderflow.events.ImportEvent.ImportFailed;
import dev.orderflow.events.ImportEvent.ImportStarted;
import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.events.ImportEvent.RowsProcessed;
import dev.orderflow.events.Money;
import dev.orderflow.order.domain.importing.ImportCommand.CompleteImport;
import dev.orderflow.order.domain.importing.ImportCommand.FailImport;
import dev.orderflow.order.domain.importing.ImportCommand.RecordAssortment;
import dev.orderflow.order.domain.importing.ImportCommand.RecordRows;
import dev.orderflow.order.domain.importing.ImportCommand.StartImport;
import dev.orderflow.order.domain.importing.ImportRefusal.ImportAlreadyEnded;
import dev.orderflow.order.domain.importing.ImportRefusal.ImportNotStarted;
import dev.orderflow.order.domain.importing.ImportRefusal.NotNext;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportDeciderTest {
    private static final String ID = "iaaaa";
    private static final StartImport START = new StartImport(ID, "ann", "s3://b/k", "d1", 5, true, true);
    private static final ImportEvent STARTED = new ImportStarted(ID, "ann", "s3://b/k", "d1", 5, true, true);
    private static final List<DerivedProduct> PRODUCTS =
            List.of(new DerivedProduct("A", "a thing", new Money(1, "GBP"), 5));
    private static final List<ImportedOrder> ORDERS = List.of(
            new ImportedOrder("o1", "c1", "536365", List.of(2L, 3L), false),
            new ImportedOrder("o2", "c2", "536366", List.of(4L), true));
    private static final List<RefusedRow> REFUSED = List.of(new RefusedRow(5, null, "malformed-row", "has 1 column"));
    private static final ImportEvent ROWS_1 = new RowsProcessed(ID, 1, 5, ORDERS, REFUSED);

    private final ImportDecider decider = new ImportDecider();

    @Test
    void starts_once() {
        given(decider).when(START).then(STARTED);
        given(decider, STARTED).when(START).thenAlreadyDone();
        given(decider, STARTED, new ImportCompleted(ID, 0, 0, 0)).when(START).thenAlreadyDone();
    }

    @Test
    void records_the_parts_of_an_assortment_in_order_and_each_once() {
        given(decider, STARTED)
                .when(new RecordAssortment(1, 2, PRODUCTS))
                .then(new AssortmentDerived(ID, 1, 2, PRODUCTS));
        given(decider, STARTED, new AssortmentDerived(ID, 1, 2, PRODUCTS))
                .when(new RecordAssortment(1, 2, PRODUCTS))
                .thenAlreadyDone();
        given(decider, STARTED).when(new RecordAssortment(2, 2, PRODUCTS)).thenRefused(new NotNext("part 2 of 2"));
        given(decider, STARTED, new AssortmentDerived(ID, 1, 2, PRODUCTS))
                .when(new RecordAssortment(2, 3, PRODUCTS))
                .thenRefused(new NotNext("part 2 of 3"));
    }

    @Test
    void records_stretches_of_rows_in_order_and_each_once() {
        given(decider, STARTED).when(new RecordRows(1, 5, ORDERS, REFUSED)).then(ROWS_1);
        given(decider, STARTED, ROWS_1)
                .when(new RecordRows(1, 5, ORDERS, REFUSED))
                .thenAlreadyDone();
        given(decider, STARTED, ROWS_1)
                .when(new RecordRows(3, 9, ORDERS, REFUSED))
                .thenRefused(new NotNext("chunk 3"));
        given(decider, STARTED, ROWS_1)
                .when(new RecordRows(2, 5, ORDERS, REFUSED))
                .thenRefused(new NotNext("chunk 2"));
    }

    @Test
    void sums_up_at_its_end() {
        given(decider, STARTED, ROWS_1).when(new CompleteImport()).then(new ImportCompleted(ID, 4, 1, 1));
        assertThat(given(decider, STARTED, ROWS_1).state()).isInstanceOfSatisfying(Import.Running.class, running -> {
            assertThat(running.progress().ordersReplayed()).isEqualTo(1);
            assertThat(running.progress().lastLine()).isEqualTo(5);
        });
    }

    @Test
    void ends_once() {
        ImportEvent completed = new ImportCompleted(ID, 4, 1, 1);
        ImportEvent failed = new ImportFailed(ID, 3, "is not kept any more");
        given(decider, STARTED).when(new FailImport(3, "is not kept any more")).then(failed);
        given(decider, STARTED, completed).when(new CompleteImport()).thenAlreadyDone();
        given(decider, STARTED, failed).when(new FailImport(3, "again")).thenAlreadyDone();
        given(decider, STARTED, failed).when(new CompleteImport()).thenRefused(new ImportAlreadyEnded());
        given(decider, STARTED, completed).when(new FailImport(1, "late")).thenRefused(new ImportAlreadyEnded());
        given(decider, STARTED, completed)
                .when(new RecordRows(1, 5, ORDERS, REFUSED))
                .thenRefused(new ImportAlreadyEnded());
        given(decider, STARTED, completed)
                .when(new RecordAssortment(1, 1, PRODUCTS))
                .thenRefused(new ImportAlreadyEnded());
    }

    @Test
    void does_nothing_before_it_starts() {
        given(decider).when(new CompleteImport()).thenRefused(new ImportNotStarted());
        given(decider).when(new FailImport(1, "x")).thenRefused(new ImportNotStarted());
        given(decider).when(new RecordRows(1, 5, ORDERS, REFUSED)).thenRefused(new ImportNotStarted());
        given(decider).when(new RecordAssortment(1, 1, PRODUCTS)).thenRefused(new ImportNotStarted());
    }

    @Test
    void folds_no_impossible_history() {
        assertThatThrownBy(() -> decider.evolve(decider.initial(), ROWS_1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(decider, STARTED, STARTED).state()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_content_with_the_same_options_is_the_same_import() {
        String id = ImportIds.importId("d1", true, false);
        assertThat(ImportIds.isImportId(id)).isTrue();
        assertThat(ImportIds.importId("d1", true, false)).isEqualTo(id);
        assertThat(ImportIds.importId("d1", false, true)).isNotEqualTo(id);
        assertThat(ImportIds.importId("d2", true, false)).isNotEqualTo(id);
        assertThat(ImportIds.isImportId("o" + id.substring(1))).isFalse();
    }
}
