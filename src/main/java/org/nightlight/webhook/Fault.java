package org.nightlight.webhook;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;

/** Why a call was not taken. */
public enum Fault {
    /** It was taken. */
    NONE,
    NAME,
    INSIDE,
    UNREACHABLE,
    TLS,
    LATE,
    STATUS,
    STOPPED;

    String key() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Fault ofKey(String key) {
        return key.isEmpty() ? NONE : valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** A plain sentence. @param status what was answered; 0 for nothing */
    public String words(int status) {
        return switch (this) {
            case NONE -> say("Taken", "Recibido");
            case NAME -> say("The name could not be found.", "No se encontró el nombre.");
            case INSIDE ->
                say(
                        "The name leads into a private network. Nothing was sent.",
                        "El nombre lleva a una red privada. No se envió nada.");
            case UNREACHABLE -> say("It could not be reached.", "No se pudo conectar.");
            case TLS ->
                say(
                        "Its certificate is not trusted, or it speaks no TLS.",
                        "Su certificado no es de confianza o no usa TLS.");
            case LATE ->
                say("It did not answer within %d seconds.", "No respondió en %d segundos.")
                        .formatted(Caller.PATIENCE.toSeconds());
            case STATUS ->
                (status / 100 == 3
                                ? say(
                                        "It answered %d, to go elsewhere. That is not followed.",
                                        "Respondió %d, ir a otro lugar. Eso no se sigue.")
                                : say("It answered %d.", "Respondió %d."))
                        .formatted(status);
            case STOPPED -> say("The desk stopped.", "La mesa de ayuda se detuvo.");
        };
    }
}
