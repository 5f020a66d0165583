package org.nightlight.staff;

import java.util.Locale;

/** What a member of staff may do; one may hold several. Which route asks for which stands in the list of routes. */
public enum Role {
    /** Works on tickets. */
    AGENT("Agent"),
    /** Works on tickets and is told when a team's promise is about to break. */
    LEAD("Lead"),
    /** Sees safety cases and acts on them. */
    SAFETY_OFFICER("Safety officer"),
    /** Sees safety cases: the end of the safety ladder. */
    LEGAL("Legal"),
    /** Changes the playbook and who may do what; sees no safety case by that alone. */
    ADMIN("Admin"),
    /** Reads the audit. */
    AUDITOR("Auditor");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** As people read it: {@code Safety officer}. */
    public String label() {
        return label;
    }

    /** As stored: {@code safety_officer}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static Role ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
