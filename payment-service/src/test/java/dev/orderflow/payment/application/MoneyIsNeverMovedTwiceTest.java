package dev.orderflow.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** At most one effective capture an order by the gateway's own ledger, and balances equal to it, whatever fails when. */
class MoneyIsNeverMovedTwiceTest {

    @Test
    void however_the_gateway_the_consumer_and_the_process_fail() {
        for (long seed = 1; seed <= 500; seed++) {
            long thisSeed = seed;
            assertThatCode(() -> play(thisSeed)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    private static void play(long seed) {
        RandomGenerator random = new Random(seed);
        PaymentWorld world = new PaymentWorld(random);
        int orders = 1 + random.nextInt(3);
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(8) == 0) {
                world.crashes.crashAt(1 + random.nextInt(12));
            }
            String orderId = "o" + random.nextInt(orders);
            world.survive(happening(random, orderId));
        }
        world.comeToRest();
        world.assertMoneyIsRight();
    }

    private static Consumer<PaymentWorld> happening(RandomGenerator random, String orderId) {
        int customer = orderId.hashCode() % 2;
        String card = orderId.equals("o1") ? "tok_decline" : "tok_approve";
        return switch (random.nextInt(10)) {
            case 0, 1 -> world -> world.paymentRequested(orderId, "customer-" + customer, 1999, card);
            case 2 ->
                world -> {
                    if (random.nextInt(3) == 0) {
                        world.refundRequested(orderId, 1999);
                    }
                };
            case 3 -> world -> world.operatorRefunds(orderId, orderId + "-r" + random.nextInt(4), 700L);
            case 4 -> world -> world.stepRetried(orderId, FulfilmentStep.CAPTURE_PAYMENT);
            case 5 -> world -> world.timePasses(Duration.ofSeconds(1 + random.nextInt(60)));
            case 6 -> PaymentWorld::janitorLooks;
            case 7 -> PaymentWorld::consumePayments;
            default -> PaymentWorld::consumeOrders;
        };
    }

    /** A fixed story, crashed on each of its lines in turn, and on each pair with the line after the restart. */
    @Test
    void on_whatever_line_the_process_dies() {
        for (String card : List.of("tok_approve", "tok_decline")) {
            PaymentWorld undisturbed = new PaymentWorld(new Random(7));
            undisturbed.crashes.crashAt(Long.MAX_VALUE);
            story(undisturbed, card);
            long lines = undisturbed.crashes.passed();
            assertThat(lines).as("lines of the story").isGreaterThan(10);
            for (long line = 1; line <= lines; line++) {
                for (int again = 0; again <= 6; again++) {
                    PaymentWorld world = new PaymentWorld(new Random(7));
                    world.crashes.crashAt(line);
                    int secondCrash = again;
                    for (int i = 0; i < 3; i++) {
                        world.survive(crashing -> story(crashing, card));
                        if (i == 0 && secondCrash > 0) {
                            world.crashes.crashAt(secondCrash);
                        }
                    }
                    world.comeToRest();
                    world.assertMoneyIsRight();
                }
            }
        }
    }

    private static void story(PaymentWorld world, String card) {
        world.paymentRequested("o1", "ada", 1999, card);
        world.consumeOrders();
        world.consumePayments();
        world.timePasses(Duration.ofMinutes(1));
        world.janitorLooks();
        world.operatorRefunds("o1", "r1", 500L);
        world.consumePayments();
        world.refundRequested("o1", 1999);
        world.consumeOrders();
        world.timePasses(Duration.ofMinutes(1));
        world.consumePayments();
        world.janitorLooks();
        world.consumePayments();
    }
}
