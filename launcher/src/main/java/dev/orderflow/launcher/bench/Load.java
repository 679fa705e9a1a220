package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.figures.Amounts;
import dev.orderflow.launcher.record.Journals;
import dev.orderflow.launcher.record.OrderRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Places orders with several clients at once, and follows each to its end in its journal. */
final class Load {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** No order at all ended for so long: longer than every deadline of the fulfilment, so none will. */
    private static final Duration STANDSTILL = Duration.ofMinutes(10);

    private final Shop shop;
    private final Journals journals;
    private final Progress progress;

    Load(Shop shop, Journals journals, Progress progress) {
        this.shop = shop;
        this.journals = journals;
        this.progress = progress;
    }

    /** Returns when all have ended. */
    LoadRound round(String name, int orders) {
        AtomicInteger left = new AtomicInteger(orders);
        long began = System.nanoTime();
        List<Shop.Placed> placed = Workers.together(() -> {
                    List<Shop.Placed> mine = new ArrayList<>();
                    while (left.getAndDecrement() > 0) {
                        mine.add(shop.place());
                    }
                    return mine;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
        Duration accepting = Duration.ofNanos(System.nanoTime() - began);
        List<OrderRecord> ended = new ArrayList<>();
        for (Shop.Placed order : placed) {
            progress.bar(name, ended.size(), orders, Amounts.count(ended.size()) + " of " + orders + " orders ended");
            ended.add(ended(order.orderId()));
        }
        progress.bar(name, orders, orders, Amounts.count(orders) + " of " + orders + " orders ended");
        return new LoadRound(accepting, placed.stream().map(Shop.Placed::took).toList(), List.copyOf(ended));
    }

    /** Waits for the end of one order. One query of its journal a look, so that looking is no load to speak of. */
    OrderRecord ended(String orderId) {
        long deadline = System.nanoTime() + STANDSTILL.toNanos();
        while (true) {
            Optional<OrderRecord> order = journals.order(orderId);
            if (order.isPresent() && order.get().end().isPresent()) {
                return order.get();
            }
            if (System.nanoTime() > deadline) {
                throw new SuiteException("Order " + orderId + " has not ended within " + STANDSTILL.toMinutes()
                        + " minutes. The services' logs are in .orderflow/bench/logs");
            }
            Pause.of(LOOK_EVERY);
        }
    }
}
