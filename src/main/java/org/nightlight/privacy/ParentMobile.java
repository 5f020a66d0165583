package org.nightlight.privacy;

import java.util.Optional;

/**
 * A parent's mobile number that a child gave. It may be had without consent for one thing alone, a text message that asks this
 * parent for consent (16 CFR 312.2, online contact information). The number is not to be had for anything else, not by
 * accident either: it has no accessor and says nothing of itself.
 */
public final class ParentMobile {
    private final String number;

    private ParentMobile(String number) {
        this.number = number;
    }

    /** @param typed with country code, such as {@code +1 555 010 0199}; empty for what is no such number */
    public static Optional<ParentMobile> parse(String typed) {
        String plain = typed.replaceAll("[\\s().-]", "");
        return plain.matches("\\+[1-9]\\d{6,14}") ? Optional.of(new ParentMobile(plain)) : Optional.empty();
    }

    /**
     * The number, for the one text that asks for consent.
     *
     * @throws IllegalStateException for any other purpose or text
     */
    public String numberFor(Outgoing.Purpose purpose, ConsentLetters.Kind text) {
        if (purpose != Outgoing.Purpose.CONSENT || text != ConsentLetters.Kind.ASK) {
            throw new IllegalStateException(
                    "a parent's number that a child gave is used to ask for consent and for nothing else");
        }
        return number;
    }

    @Override
    public String toString() {
        return "a parent's number";
    }
}
