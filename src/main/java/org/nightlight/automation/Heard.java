package org.nightlight.automation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A change of a ticket at which a rule looks. */
public enum Heard {
    MADE,
    /** The customer wrote on it again; a machine's answer is none. */
    WROTE,
    /** A reply of ours was taken by the first hop. */
    ANSWERED,
    STATE,
    TEAM,
    LEVEL,
    ASSIGNEE,
    TAGS;

    /** What stands in a row of work for a rule whose time is up. */
    static final String TIME = "time";

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Heard> ofKey(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    static String[] keys(List<Heard> heard) {
        return heard.stream().map(Heard::key).toArray(String[]::new);
    }
}
