package org.nightlight.channel.email;

/**
 * How a mail is signed or encrypted (RFC 8551, RFC 3156, RFC 9580). It is kept as it came; an encrypted one can be read by
 * nobody here, so neither was it screened.
 */
public enum Protection {
    NONE(""),
    /** The words are those that were signed, the certificate is the sender's, and a public authority vouches for it. */
    SIGNED("Signed by its sender. The signature holds."),
    /** As before, but nobody whom this desk knows vouches for the certificate. */
    SIGNED_BY_UNKNOWN("Signed. The words are those that were signed, but nobody known vouches for who signed them."),
    /** The words are those that were signed, by somebody else than the sender. */
    SIGNED_BY_OTHER("Signed by somebody else than its sender."),
    BROKEN("The signature does not hold: the mail was changed on its way, or the signature is not its own."),
    /** Too large to be checked, or a kind that is not. */
    SIGNED_UNCHECKED("Signed. The signature was not checked."),
    SIGNED_PGP("Signed with PGP. The signature was not checked."),
    ENCRYPTED("Encrypted. Nobody here can read it, so it was held."),
    ENCRYPTED_PGP("Encrypted with PGP. Nobody here can read it, so it was held.");

    private final String sentence;

    Protection(String sentence) {
        this.sentence = sentence;
    }

    /** For people; empty when the mail is neither signed nor encrypted. */
    public String sentence() {
        return sentence;
    }

    public boolean encrypted() {
        return this == ENCRYPTED || this == ENCRYPTED_PGP;
    }
}
