package org.nightlight.ticket;

/** Somebody else changed the ticket since it was read. Nothing was changed by this attempt. */
public final class Conflict extends RuntimeException {
    private final transient Ticket current;

    Conflict(Ticket current) {
        super("ticket " + current.id() + " was changed in the meantime");
        this.current = current;
    }

    /** How the ticket stands now. */
    public Ticket current() {
        return current;
    }
}
