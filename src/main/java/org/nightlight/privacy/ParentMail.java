package org.nightlight.privacy;

import java.util.Optional;

/**
 * A kind of mail to parents: which is due, and whether it may still go. All verbs belong into a transaction with {@code SYSTEM}
 * clearance. Those that name a mail by its id do nothing, and answer no, where it is another kind's.
 */
public interface ParentMail {
    /** A mail to be judged by the gate. */
    record Draft(long id, Outgoing outgoing) {}

    /** The next mail that is due; those that are not wanted any more are ended on the way. */
    Optional<Draft> next();

    void queued(Draft draft, String mailId);

    /** The gate did not let it pass. That is not told to whoever asked. */
    void stopped(Draft draft, Passage.Stopped why);

    /** Asked right before it is handed over: a parent may have taken it back, or a wall may have gone up. */
    boolean isWanted(String mailId);

    void handedOver(String mailId, boolean taken);
}
