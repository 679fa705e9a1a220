package dev.orderflow.simulation;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.RowsProcessed;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.order.domain.importing.Import;
import dev.orderflow.order.domain.importing.Import.Progress;
import dev.orderflow.order.domain.importing.ImportCommand;
import dev.orderflow.order.domain.importing.ImportCommand.RecordRows;
import dev.orderflow.order.domain.importing.ImportRefusal;
import java.util.HashMap;
import java.util.Map;

/** Wrong variants of what works on imports. */
final class PlantedInImports {
    private PlantedInImports() {}

    static Decider<ImportCommand, Import, ImportEvent, ImportRefusal> inImports(
            Environment environment, Decider<ImportCommand, Import, ImportEvent, ImportRefusal> right) {
        if (environment.isPlanted(Plant.COUNTS_ROWS_TWICE)) {
            return Planted.variant(
                    right,
                    (command, state) -> command instanceof RecordRows record
                                    && state instanceof Import.Running running
                                    && record.chunk() <= running.progress().chunks()
                            ? Decision.accept(new RowsProcessed(
                                    running.details().importId(),
                                    running.progress().chunks() + 1,
                                    running.progress().lastLine(),
                                    record.orders(),
                                    record.refused()))
                            : right.decide(command, state));
        }
        return environment.isPlanted(Plant.FORGETS_A_ROW_AFTER_A_CRASH) ? new OneTooFar(right) : right;
    }

    static OrderPlacing in(Environment environment, OrderPlacing right) {
        return environment.isPlanted(Plant.NEW_ORDER_PER_ATTEMPT) ? new Anew(right) : right;
    }

    /** Whoever goes on from its state begins behind the row with which he should. */
    private record OneTooFar(Decider<ImportCommand, Import, ImportEvent, ImportRefusal> right)
            implements Decider<ImportCommand, Import, ImportEvent, ImportRefusal> {
        @Override
        public Import initial() {
            return right.initial();
        }

        @Override
        public Decision<ImportEvent, ImportRefusal> decide(ImportCommand command, Import state) {
            return right.decide(command, state);
        }

        @Override
        public Import evolve(Import state, ImportEvent event) {
            return event instanceof RowsProcessed
                            && right.evolve(state, event) instanceof Import.Running(var details, var p)
                    ? new Import.Running(
                            details,
                            new Progress(
                                    p.derivedParts(),
                                    p.parts(),
                                    p.chunks(),
                                    p.lastLine() + 1,
                                    p.rowsAccepted(),
                                    p.rowsRefused(),
                                    p.ordersAccepted(),
                                    p.ordersReplayed()))
                    : right.evolve(state, event);
        }
    }

    private static final class Anew implements OrderPlacing {
        private final OrderPlacing right;
        private final Map<String, Integer> attempts = new HashMap<>();

        Anew(OrderPlacing right) {
            this.right = right;
        }

        @Override
        public Placement place(PlaceOrderRequest request, Cause cause) {
            int attempt = attempts.merge(request.idempotencyKey(), 1, Integer::sum);
            return right.place(
                    new PlaceOrderRequest(
                            request.customerId(),
                            request.idempotencyKey() + (attempt == 1 ? "" : "-" + attempt),
                            request.lines(),
                            request.card(),
                            request.contact(),
                            request.shipTo(),
                            request.originallyPlacedAt()),
                    cause);
        }

        @Override
        public boolean wasPlacedBy(String importId, String orderId) {
            return right.wasPlacedBy(importId, orderId);
        }
    }
}
