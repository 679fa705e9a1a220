package dev.orderflow.notification.adapter.mail;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.notification.application.Courier;
import dev.orderflow.notification.application.Notice;
import dev.orderflow.notification.application.Pace;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.VerificationStatus;

/** Sends mail as it was composed here, so that it can carry the notification's id in a header of its own. */
public final class SesCourier implements Courier {
    /** SES's word for what is wrong with this one mail; anything else may pass. */
    private static final Set<String> REFUSALS = Set.of("InvalidParameterValue", "MessageRejected");

    private final SesClient ses;
    private final InternetAddress from;
    private final Pace pace;

    public SesCourier(SesClient ses, InternetAddress from, Pace pace) {
        this.ses = ses;
        this.from = from;
        this.pace = pace;
    }

    @Override
    public Delivery deliver(Notice notice) {
        InternetAddress to;
        try {
            to = new InternetAddress(notice.recipient(), true);
        } catch (AddressException e) {
            return new Delivery.Refused("Not an e-mail address: " + e.getMessage());
        }
        byte[] message = MimeLetters.compose(from, to, notice);
        pace.awaitTurn();
        try {
            return new Delivery.Sent(ses.sendRawEmail(SendRawEmailRequest.builder()
                            .source(from.getAddress())
                            .destinations(to.getAddress())
                            .rawMessage(raw -> raw.data(SdkBytes.fromByteArrayUnsafe(message)))
                            .build())
                    .messageId());
        } catch (SesException e) {
            return refusal(e);
        }
    }

    /**
     * SES rejects a mail for its recipient and for its sender with the same word. A sender that may not send is nothing
     * that any one mail should pay for: it waits until somebody has put that right.
     */
    private Delivery refusal(SesException e) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        if (!REFUSALS.contains(code)) {
            // Throttled, paused, not allowed, not there: no mail is given up for what somebody can put right.
            throw new TransientFailureException("SES does not take mail: " + e.getMessage(), e);
        }
        if (code.equals("MessageRejected") && !isSenderVerified()) {
            throw new TransientFailureException(
                    "SES does not know the sender " + from.getAddress()
                            + ": verify this identity (aws ses verify-email-identity), or set orderflow.notifications.mail.from",
                    e);
        }
        return new Delivery.Refused(code + ": " + e.awsErrorDetails().errorMessage());
    }

    private boolean isSenderVerified() {
        String address = from.getAddress();
        String domain = address.substring(address.indexOf('@') + 1);
        return ses
                .getIdentityVerificationAttributes(get -> get.identities(address, domain))
                .verificationAttributes()
                .values()
                .stream()
                .anyMatch(identity -> identity.verificationStatus() == VerificationStatus.SUCCESS);
    }
}
