package org.nightlight.customer;

import java.util.Locale;

/** What a person is to the household, or to the children in it. */
public enum Relation {
    PARENT,
    GUARDIAN,
    CHILD,
    TEACHER,
    OTHER,
    /** Nobody has told us; never taken for an adult. */
    UNKNOWN;

    /** As stored: {@code parent}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static Relation ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether this person answers for the household's children. */
    public boolean answersForChildren() {
        return this == PARENT || this == GUARDIAN;
    }
}
