package dev.orderflow.eventstore.view;

import java.util.List;

/** Writes of several read models of one service, all or none. */
public interface ViewTransactions {
    /**
     * @param writes 1 to 100, each of another item
     * @return false where any expected version was not the stored one; nothing was written
     */
    boolean commit(List<Views.Write<?>> writes);
}
