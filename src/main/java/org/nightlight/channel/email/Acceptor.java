package org.nightlight.channel.email;

/** Stores a received mail. The sender is told 250 only after it has returned; when it throws, to try again later. */
public interface Acceptor {
    void accept(AcceptedMail mail) throws Exception;
}
