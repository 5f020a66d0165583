package org.nightlight.safety;

/**
 * How grave a message is and so how soon a person must look, from {@code S0} (nothing found) to {@code S4} (danger
 * going on now). The order of the constants is the order of gravity.
 */
public enum Level {
    /** Nothing found: the ordinary queue. */
    S0,
    /** A worry or a hint: a person of the safety team looks within hours. */
    S1,
    /** Moderate, or held because it could not be judged: eyes within the hour, walled from here on. */
    S2,
    /** High: disclosed harm, intent, exploitation. */
    S3,
    /** Emergency: danger going on now. */
    S4;

    /** Whether a safety case opens and the message is walled: {@code S2} and above. */
    public boolean escalates() {
        return compareTo(S2) >= 0;
    }

    /** The graver of the two; levels are only ever combined upwards. */
    public Level atLeast(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
