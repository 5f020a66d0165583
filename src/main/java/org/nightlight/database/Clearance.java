package org.nightlight.database;

import java.util.Locale;

/**
 * What the viewer of a transaction may see. The database itself keeps the wall (row-level security); a transaction that
 * states nothing sees no ticket at all.
 */
public enum Clearance {
    /** Every ticket that is not walled. */
    DESK,
    /** Walled tickets and safety cases too: the Safety Team and Legal. */
    SAFETY,
    /** The software's own work, such as storing a message before anybody may see it. */
    SYSTEM;

    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
