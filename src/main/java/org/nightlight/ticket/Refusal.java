package org.nightlight.ticket;

/** A verb that the rules do not allow now; the message is a plain sentence for whoever asked. Nothing was changed. */
public final class Refusal extends RuntimeException {
    public Refusal(String sentence) {
        super(sentence);
    }
}
