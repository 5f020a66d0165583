package org.nightlight.privacy;

import java.util.EnumSet;
import java.util.Set;

/**
 * Why the desk may keep and answer what a child under 13 writes: a parent's consent, or one of the exceptions of 16 CFR
 * 312.5(c). Of those the desk does not use (c)(2), a notice without need, nor (c)(7) to (9): it keeps no identifiers, has no
 * plug-in, and takes no voice messages.
 */
public enum Ground {
    /** 312.5(a). */
    CONSENT("consent"),
    /** 312.5(c)(1): a parent was asked, and until the answer nothing else may be done. */
    CONSENT_REQUEST("consent-request"),
    /** 312.5(c)(3): one answer to one question, then name and address are deleted. */
    ONE_REPLY("one-reply"),
    /** 312.5(c)(4): more than one answer, after a parent was told. */
    SEVERAL_REPLIES("several-replies"),
    /** 312.5(c)(5): to protect the child. A person alone chooses it, for the parents are told. */
    CHILD_SAFETY("child-safety"),
    /** 312.5(c)(6): the safety of others, liability, a court, an investigation. No parent is told. */
    SECURITY_AND_LAW("security-and-law");

    /** What consent takes the place of; a case keeps its own ground. */
    static final Set<Ground> EXCEPTIONS = EnumSet.of(CONSENT_REQUEST, ONE_REPLY, SEVERAL_REPLIES);

    private final String key;

    Ground(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    static Ground ofKey(String key) {
        for (Ground ground : values()) {
            if (ground.key.equals(key)) {
                return ground;
            }
        }
        throw new IllegalArgumentException("no ground");
    }
}
