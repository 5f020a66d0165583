package org.nightlight.privacy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/**
 * Something that is about to leave the desk, with what the gate must know to judge it.
 *
 * @param walled whether it comes from a ticket behind the safety wall
 * @param family the requester's own household addresses: they know their child's name already
 * @param children names of the children whom the ticket may be about
 * @param release what was decided about an answer to the child of a case; null for anything else
 */
public record Outgoing(
        Purpose purpose,
        Set<EmailAddress> recipients,
        String subject,
        String text,
        boolean walled,
        Set<EmailAddress> family,
        List<String> children,
        @Nullable Release release) {

    public Outgoing(
            Purpose purpose,
            Set<EmailAddress> recipients,
            String subject,
            String text,
            boolean walled,
            Set<EmailAddress> family,
            List<String> children) {
        this(purpose, recipients, subject, text, walled, family, children, null);
    }

    public enum Purpose {
        /** A person's answer to a customer. */
        REPLY,
        /** A template sent by the software to a customer. */
        AUTOMATIC,
        /** To the Safety Team or Legal about a case: facts without content. */
        ALERT,
        /** To staff about their work: a time that runs out, an account. */
        NOTICE,
        /** To a machine of the Safety Team's: a case's number, level code and link. It has no address of a person. */
        MACHINE,
        /** To a parent about consent; walled where the home must hear nothing (see {@link ConsentLetters}). */
        CONSENT,
        /** An answer to the child of a case, released by people: the only thing that leaves a walled ticket for its writer. */
        CHILD
    }
}
