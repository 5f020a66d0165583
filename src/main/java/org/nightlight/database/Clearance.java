package org.nightlight.database;

import java.util.Locale;

/**
 * What the viewer of a transaction may see, and who that is. The database itself keeps the wall (row-level security); a
 * transaction that states nothing sees no ticket at all, and one of the Safety Team that does not say who looks sees no case
 * in which a member of staff is suspected. Two that are equal see the same: compare with {@code equals}, never with
 * {@code ==}.
 *
 * @param viewer the member of staff who looks, or 0 for nobody in particular
 */
public record Clearance(Sight sight, long viewer) {
    /** Every ticket that is not walled. */
    public static final Clearance DESK = new Clearance(Sight.DESK, 0);
    /** Walled tickets and safety cases too: the Safety Team and Legal. */
    public static final Clearance SAFETY = new Clearance(Sight.SAFETY, 0);
    /** The software's own work, such as storing a message before anybody may see it. */
    public static final Clearance SYSTEM = new Clearance(Sight.SYSTEM, 0);

    /** A case that two people agreed to open to an administrator, while the grant runs; of no use without a viewer. */
    public static final Clearance GLASS = new Clearance(Sight.GLASS, 0);

    public enum Sight {
        DESK,
        SAFETY,
        /** Nothing but what a running grant opens to the viewer, and only in a transaction that reads. */
        GLASS,
        SYSTEM
    }

    /** The same sight in the eyes of this member of staff. */
    public Clearance of(long staffId) {
        return new Clearance(sight, staffId);
    }

    /** Whether people with it look behind the safety wall. */
    public boolean seesCases() {
        return sight == Sight.SAFETY;
    }

    String setting() {
        return sight.name().toLowerCase(Locale.ROOT);
    }

    String viewerSetting() {
        return viewer == 0 ? "" : Long.toString(viewer);
    }
}
