package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How an entry of the register stands on a day. All but those that hold keep an ordinary flow shut. */
public enum Standing {
    GOOD(true, "in order", "en orden"),
    ENDS_SOON(true, "the written assurance ends soon", "la garantía escrita termina pronto"),
    TO_CONFIRM(true, "to be confirmed", "por confirmar"),
    MISSING(false, "there is no entry", "no hay entrada"),
    NO_ASSURANCE(false, "there is no written assurance", "no hay garantía escrita"),
    EXPIRED(false, "the written assurance has run out", "la garantía escrita venció"),
    ENDED(false, "the entry is ended", "la entrada está terminada");

    /** So many days before an assurance ends, people are told. */
    static final int SOON = 30;

    private final boolean holds;
    private final String words;
    private final String spanish;

    Standing(boolean holds, String words, String spanish) {
        this.holds = holds;
        this.words = words;
        this.spanish = spanish;
    }

    /** @param supplier null where the register has no entry */
    static Standing of(@Nullable Supplier supplier, LocalDate today) {
        if (supplier == null) {
            return MISSING;
        }
        if (supplier.endedAt() != null) {
            return ENDED;
        }
        Supplier.Assurance assurance = supplier.assurance();
        if (supplier.facts().needsAssurance()) {
            if (assurance == null) {
                return NO_ASSURANCE;
            }
            if (today.isAfter(assurance.expires())) {
                return EXPIRED;
            }
        }
        if (supplier.confirmedAt() == null) {
            return TO_CONFIRM;
        }
        boolean soon = supplier.facts().needsAssurance()
                && assurance != null
                && !today.isBefore(assurance.expires().minusDays(SOON));
        return soon ? ENDS_SOON : GOOD;
    }

    public boolean holds() {
        return holds;
    }

    /** As a part of a sentence. */
    public String words() {
        return say(words, spanish);
    }
}
