package org.nightlight.channel;

import org.nightlight.shared.EmailAddress;

/** Somebody who is on a conversation besides its requester, or was named there. */
public record Participant(long id, EmailAddress address, Standing standing) {
    /** How far somebody is on a conversation. */
    public enum Standing {
        /** A mail, or somebody at the desk, named the address; nothing goes there yet. */
        NAMED,
        /** Gets a copy of each reply, and may write here: somebody at the desk said so. */
        COPIED,
        /** A later mail of the conversation left them out: they get no more copies, and may still write here. */
        DROPPED,
        /** Somebody at the desk took them off. */
        REMOVED
    }
}
