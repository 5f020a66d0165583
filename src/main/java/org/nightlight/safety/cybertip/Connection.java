package org.nightlight.safety.cybertip;

import static org.nightlight.shared.Spoken.say;

import org.springframework.stereotype.Component;

/** Asks whether the CyberTipline takes the desk's sign-in. It sends nothing of any case. */
@Component
public class Connection {
    private final Access access;
    private final Wire wire;

    Connection(Access access, Wire wire) {
        this.access = access;
        this.wire = wire;
    }

    /** What came of it, as a sentence. Slow: outside any transaction. */
    public String check(Environment environment) {
        if (!access.ready(environment)) {
            return say("There are no credentials for it yet.", "Todavía no hay credenciales para él.");
        }
        Answer answer = wire.status(environment);
        return switch (answer.sense()) {
            case DONE ->
                say(
                        "It answers, and it takes the desk’s sign-in.",
                        "Responde, y acepta las credenciales de la mesa de ayuda.");
            case CREDENTIALS ->
                say(
                                "It answers, and it does not take the desk’s sign-in (%s).",
                                "Responde, y no acepta las credenciales de la mesa de ayuda (%s).")
                        .formatted(answer.code());
            default ->
                say("It gives no good answer now (%s).", "Ahora no da una buena respuesta (%s).")
                        .formatted(answer.code());
        };
    }
}
