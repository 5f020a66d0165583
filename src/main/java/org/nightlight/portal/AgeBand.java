package org.nightlight.portal;

/**
 * What the contact form keeps of somebody's year of birth. A year alone leaves a year of doubt: whoever may still be in the
 * younger band is taken to be. In order of care: the first is the strictest.
 */
enum AgeBand {
    UNDER_13("under13"),
    UNKNOWN("unknown"),
    TEEN("13to17"),
    ADULT("adult");

    private static final int THIRTEEN = 13;
    private static final int EIGHTEEN = 18;
    private static final int OLDEST = 120;

    private final String key;

    AgeBand(String key) {
        this.key = key;
    }

    /** As it goes with the message, in {@link org.nightlight.channel.Letter#AGE}. */
    String key() {
        return key;
    }

    /** By a key; {@link #UNKNOWN} for anything that is none. */
    static AgeBand ofKey(String key) {
        for (AgeBand band : values()) {
            if (band.key.equals(key)) {
                return band;
            }
        }
        return UNKNOWN;
    }

    static boolean isYear(String year, int thisYear) {
        if (!year.matches("\\d{4}")) {
            return false;
        }
        int age = thisYear - Integer.parseInt(year);
        return age >= 0 && age <= OLDEST;
    }

    /** {@link #UNKNOWN} for what is no year that somebody alive was born in. */
    static AgeBand bornIn(String year, int thisYear) {
        if (!isYear(year, thisYear)) {
            return UNKNOWN;
        }
        int age = thisYear - Integer.parseInt(year);
        if (age <= THIRTEEN) {
            return UNDER_13;
        }
        return age <= EIGHTEEN ? TEEN : ADULT;
    }

    /** Whoever once said in this session that they are under 13 stays so, whatever they say next. */
    AgeBand after(AgeBand before) {
        return before == UNDER_13 ? UNDER_13 : this;
    }
}
