package dev.orderflow.simulation;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.notification.application.Courier;
import dev.orderflow.notification.application.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries mail and notes to the back office, and keeps a ledger of what it took. As the real ones it knows no keys: what
 * is sent twice arrives twice.
 */
final class SimulatedPost {
    /** An address at which nobody lives. */
    static final String NOBODY = "nobody@invalid";

    private final Environment environment;
    private final List<Letter> taken = new ArrayList<>();

    SimulatedPost(Environment environment) {
        this.environment = environment;
    }

    private static final class Letter {
        final Notice notice;
        final Node by;
        boolean answered;

        Letter(Notice notice, Node by) {
            this.notice = notice;
            this.by = by;
        }
    }

    /** As one process sees it. */
    Courier of(Node node) {
        return notice -> {
            Letter letter = new Letter(notice, node);
            Courier.Delivery delivery = node.call(
                    "send " + notice.occasion() + " of " + notice.orderId() + " to " + notice.recipient(),
                    () -> take(letter));
            letter.answered = true;
            if (environment.isPlanted(Plant.FORGETS_WHAT_WAS_SENT) && environment.chance(0.2)) {
                throw new Outage("the record failed, and with it what was sent is forgotten");
            }
            return delivery;
        };
    }

    /** How many different letters about an order its customer got. */
    long lettersTo(String orderId) {
        return taken.stream()
                .filter(letter -> letter.notice.channel() == Channel.EMAIL
                        && letter.notice.orderId().equals(orderId))
                .map(letter -> letter.notice.notificationId())
                .distinct()
                .count();
    }

    private Courier.Delivery take(Letter letter) {
        if (letter.notice.recipient().equals(NOBODY)) {
            return new Courier.Delivery.Refused("no such address");
        }
        for (Letter before : taken) {
            if (before.notice.notificationId().equals(letter.notice.notificationId())) {
                boolean forgivable = !before.answered
                        || before.by.isDead()
                        || (before.by != letter.by && environment.wasDisturbed());
                environment.require(
                        forgivable,
                        Invariant.I19,
                        letter.by.name + " sends " + letter.notice.occasion() + " of " + letter.notice.orderId()
                                + " again, which " + before.by.name + " had sent and knew it");
            }
        }
        taken.add(letter);
        return new Courier.Delivery.Sent("mail-" + taken.size());
    }
}
