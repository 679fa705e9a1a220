package dev.orderflow.order.domain;

/**
 * Who asks: a customer sees and changes only their own orders, an operator everybody's.
 *
 * @param subject the token's subject; for a customer the customer id
 */
public record Requester(String subject, boolean operator) {

    public static Requester customer(String customerId) {
        return new Requester(customerId, false);
    }

    public static Requester operator(String subject) {
        return new Requester(subject, true);
    }

    /** Whether an order of this customer exists for the requester. */
    public boolean maySee(String customerId) {
        return operator || subject.equals(customerId);
    }
}
