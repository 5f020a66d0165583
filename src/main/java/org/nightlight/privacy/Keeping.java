package org.nightlight.privacy;

/** What stands in the way of deleting somebody's data, the strongest last. Never told outside the safety wall. */
public enum Keeping {
    NOTHING,
    /** Evidence of a case that is over: two people may let it go, one of the Safety Team and one of Legal. */
    EVIDENCE,
    /** A case that is open, a hold, a report to the authorities: nobody may let it go while that stands. */
    HOLD
}
