package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.RefusedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one invoice, dealt with together.
 *
 * @param lastLine last line of the file that is dealt with once this is
 * @param wish what can be ordered, or null where nothing can
 * @param refused rows that cannot, in the order of the file
 */
record Invoice(long lastLine, @Nullable Wish wish, List<RefusedRow> refused) {
    Invoice {
        refused = List.copyOf(refused);
    }

    int rows() {
        return refused.size() + (wish == null ? 0 : wish.rows().size());
    }
}
