package dev.orderflow.order.application.importing;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.util.List;
import java.util.regex.Pattern;

/** Remembers which receipts of imports the warehouse has stated. */
public final class StockReceiptProjection implements Subscriber {
    /** The warehouse takes in other deliveries too. */
    private static final Pattern OF_AN_IMPORT = Pattern.compile("i[a-z2-7]{26}-\\d{1,9}");

    private final Views<StockReceipt> receipts;

    public StockReceiptProjection(Views<StockReceipt> receipts) {
        this.receipts = receipts;
    }

    @Override
    public String name() {
        return "import-stock-receipts";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("warehouse");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (Commit commit : commits) {
            for (DomainEvent event : commit.events()) {
                if (event instanceof StockReceived received
                        && OF_AN_IMPORT.matcher(received.receiptId()).matches()) {
                    // Where it is there already, it was seen before: a receipt never changes.
                    receipts.save(new View<>(received.receiptId(), 1, new StockReceipt(received.receiptId())), 0);
                }
            }
        }
    }
}
