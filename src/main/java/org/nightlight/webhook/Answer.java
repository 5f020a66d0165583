package org.nightlight.webhook;

/**
 * What came of a call.
 *
 * @param status what was answered; 0 for nothing
 * @param text the beginning of what was answered, as it came
 */
public record Answer(Fault fault, int status, String text) {
    /** Gone for good, by the word of whoever runs it. */
    private static final int GONE = 410;

    static Answer failed(Fault fault) {
        return new Answer(fault, 0, "");
    }

    static Answer of(int status, String text) {
        return new Answer(status / 100 == 2 ? Fault.NONE : Fault.STATUS, status, text);
    }

    public boolean taken() {
        return fault == Fault.NONE;
    }

    public boolean gone() {
        return status == GONE;
    }

    public String reason() {
        return fault.words(status);
    }
}
