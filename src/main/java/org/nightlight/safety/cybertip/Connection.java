package org.nightlight.safety.cybertip;

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
            return "There are no credentials for it yet.";
        }
        Answer answer = wire.status(environment);
        return switch (answer.sense()) {
            case DONE -> "It answers, and it takes the desk’s sign-in.";
            case CREDENTIALS -> "It answers, and it does not take the desk’s sign-in (" + answer.code() + ").";
            default -> "It gives no good answer now (" + answer.code() + ").";
        };
    }
}
