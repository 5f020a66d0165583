package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;

/**
 * What may be sent to a child under 13 on a conversation now.
 *
 * @param consented whether a parent's consent to collection holds at this moment
 * @param refused whether a parent has said no, or taken a yes back
 * @param notice how far the notices to parents have come
 */
public record LawfulPath(Ground ground, boolean consented, boolean refused, Notice notice) {

    /** How far the notices to parents have come; to the desk a notice that was withheld has gone. */
    public enum Notice {
        NONE,
        WAITING,
        GONE,
        FAILED
    }

    /** The rule's name and a sentence for the agent. */
    public record Barred(String rule, String reason) {}

    /** Whether the next letter would need parents to be told first. */
    boolean needsNotice(int repliesBefore) {
        return !consented && ground == Ground.SEVERAL_REPLIES && repliesBefore > 0;
    }

    /**
     * Why a letter may not be sent; empty when it may.
     *
     * @param automatic whether the software writes by itself
     * @param repliesBefore letters that left, or are about to, on this conversation
     */
    public Optional<Barred> bars(boolean automatic, int repliesBefore) {
        if (consented) {
            return Optional.empty();
        }
        if (refused) {
            return barred(
                    "refused",
                    say(
                            "A parent said no. Nothing more is sent to this child, and what we hold of it "
                                    + "is being deleted.",
                            "La madre o el padre dijo que no. No se envía nada más a este niño o niña, y "
                                    + "lo que tenemos se está eliminando."));
        }
        if (ground == Ground.CONSENT) {
            return barred(
                    "consent-over",
                    say(
                            "The parent’s permission for this child does not hold any more. Ask again "
                                    + "before you answer.",
                            "El permiso de la madre o del padre para este niño o niña ya no vale. Pídelo "
                                    + "otra vez antes de responder."));
        }
        if (automatic) {
            return barred(
                    "no-notices",
                    say(
                            "The desk sends nothing by itself to a child under 13 without a parent’s permission.",
                            "La mesa de ayuda no envía nada por sí sola a un menor de 13 sin permiso de "
                                    + "su madre o padre."));
        }
        if (repliesBefore == 0) {
            return Optional.empty();
        }
        return switch (ground) {
            case SEVERAL_REPLIES ->
                notice == Notice.FAILED
                        ? barred(
                                "notice-failed",
                                say(
                                        "A second answer needs a parent to be told first, and our notice "
                                                + "did not arrive. Ask a parent for permission at another address.",
                                        "Antes de una segunda respuesta hay que avisar a la madre o al "
                                                + "padre, y nuestro aviso no llegó. Pide permiso en otra dirección."))
                        : Optional.empty();
            case CONSENT_REQUEST ->
                barred(
                        "one-reply",
                        say(
                                "This child was answered once. The next answer waits for the parent who "
                                        + "was asked for permission.",
                                "A este niño o niña ya se le respondió una vez. La siguiente respuesta "
                                        + "espera a la madre o al padre a quien se pidió permiso."));
            case CONSENT, ONE_REPLY, CHILD_SAFETY, SECURITY_AND_LAW ->
                barred(
                        "one-reply",
                        say(
                                "A child under 13 gets one answer while no parent has given permission, "
                                        + "and it was given. Ask a parent for permission first.",
                                "Un menor de 13 recibe una sola respuesta mientras nadie dé permiso, y ya "
                                        + "se dio. Pide antes permiso a la madre o al padre."));
        };
    }

    private static Optional<Barred> barred(String rule, String reason) {
        return Optional.of(new Barred(rule, reason));
    }
}
