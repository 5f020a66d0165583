package org.nightlight.customer;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;

/** What a person is to the household, or to the children in it. What each may learn and decide: docs/privacy.md. */
public enum Relation {
    PARENT,
    GUARDIAN,
    /** A parent who, as far as the desk was told, may not decide for the children. */
    NONCUSTODIAL,
    CHILD,
    TEACHER,
    OTHER,
    /** Nobody has told us; never taken for an adult. */
    UNKNOWN;

    /** As stored: {@code parent}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words: {@code parent without custody}. */
    public String label() {
        return switch (this) {
            case PARENT -> say("parent", "padre o madre");
            case GUARDIAN -> say("guardian", "tutor");
            case NONCUSTODIAL -> say("parent without custody", "padre o madre sin custodia");
            case CHILD -> say("child", "menor");
            case TEACHER -> say("teacher", "docente");
            case OTHER -> say("other", "otra persona");
            case UNKNOWN -> say("unknown", "sin datos");
        };
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static Relation ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether this person answers for the household's children: is told of them, and decides for them. */
    public boolean answersForChildren() {
        return this == PARENT || this == GUARDIAN;
    }

    /** Whether this person may see otherwise what another parent decides. */
    public boolean mayDiffer() {
        return answersForChildren() || this == NONCUSTODIAL;
    }
}
