package org.nightlight.channel.email;

import static org.nightlight.shared.Spoken.say;

/**
 * How a mail is signed or encrypted (RFC 8551, RFC 3156, RFC 9580). It is kept as it came; an encrypted one can be read by
 * nobody here, so neither was it screened.
 */
public enum Protection {
    NONE("", ""),
    /** The words are those that were signed, the certificate is the sender's, and a public authority vouches for it. */
    SIGNED("Signed by its sender. The signature holds.", "Firmado por quien lo envía. La firma es válida."),
    /** As before, but nobody whom this desk knows vouches for the certificate. */
    SIGNED_BY_UNKNOWN(
            "Signed. The words are those that were signed, but nobody known vouches for who signed them.",
            "Firmado. Las palabras son las que se firmaron, pero nadie conocido responde por quien firmó."),
    /** The words are those that were signed, by somebody else than the sender. */
    SIGNED_BY_OTHER("Signed by somebody else than its sender.", "Firmado por alguien que no es quien lo envía."),
    BROKEN(
            "The signature does not hold: the mail was changed on its way, or the signature is not its own.",
            "La firma no es válida: el correo cambió en el camino o la firma no es suya."),
    /** Too large to be checked, or a kind that is not. */
    SIGNED_UNCHECKED("Signed. The signature was not checked.", "Firmado. La firma no se comprobó."),
    SIGNED_PGP("Signed with PGP. The signature was not checked.", "Firmado con PGP. La firma no se comprobó."),
    ENCRYPTED(
            "Encrypted. Nobody here can read it, so it was held.",
            "Cifrado. Aquí nadie puede leerlo, por eso se retuvo."),
    ENCRYPTED_PGP(
            "Encrypted with PGP. Nobody here can read it, so it was held.",
            "Cifrado con PGP. Aquí nadie puede leerlo, por eso se retuvo.");

    private final String sentence;
    private final String spanish;

    Protection(String sentence, String spanish) {
        this.sentence = sentence;
        this.spanish = spanish;
    }

    /** As it is kept; empty when the mail is neither signed nor encrypted. */
    public String sentence() {
        return sentence;
    }

    /** The same for whoever looks now. */
    public String said() {
        return say(sentence, spanish);
    }

    public boolean encrypted() {
        return this == ENCRYPTED || this == ENCRYPTED_PGP;
    }
}
