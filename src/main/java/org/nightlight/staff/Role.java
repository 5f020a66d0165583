package org.nightlight.staff;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;

/** What a member of staff may do; one may hold several. Which route asks for which stands in the list of routes. */
public enum Role {
    /** Works on tickets. */
    AGENT("Agent", "Agente"),
    /** Works on tickets and is told when a team's promise is about to break. */
    LEAD("Lead", "Líder"),
    /** Sees safety cases and acts on them. */
    SAFETY_OFFICER("Safety officer", "Responsable de protección"),
    /** Sees safety cases: the end of the safety ladder. */
    LEGAL("Legal", "Legal"),
    /** Changes the playbook and who may do what; sees no safety case by that alone. */
    ADMIN("Admin", "Administración"),
    /** Reads the audit. */
    AUDITOR("Auditor", "Auditoría");

    private final String english;
    private final String spanish;

    Role(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    /** As people read it: {@code Safety officer}. */
    public String label() {
        return say(english, spanish);
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
