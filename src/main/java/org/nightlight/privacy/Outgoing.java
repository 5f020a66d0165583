package org.nightlight.privacy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/**
 * Something that is about to leave the desk, with what the gate must know to judge it.
 *
 * @param walled whether it comes from a ticket behind the safety wall
 * @param family addresses of the children's own household: they know their child already; none when the requester is not of it
 * @param children names of the children whom the ticket may be about
 * @param release what was decided about an answer to the child of a case; null for anything else
 * @param own what tells the recipients nothing new
 * @param unsure whether it goes to somebody who says they are of the family, and nobody knows that it is they
 * @param child what the law allows towards a child under 13 who is written to; null for anybody else
 * @param enclosed files that go with it
 */
public record Outgoing(
        Purpose purpose,
        Set<EmailAddress> recipients,
        String subject,
        String text,
        boolean walled,
        Set<EmailAddress> family,
        List<String> children,
        @Nullable Release release,
        Own own,
        boolean unsure,
        @Nullable ToChild child,
        Enclosed enclosed) {

    /**
     * Files that go with a letter.
     *
     * @param toChild whether they go to a child of whatever age
     */
    public record Enclosed(List<Enclosure> files, boolean toChild) {
        public static final Enclosed NOTHING = new Enclosed(List.of(), false);
    }

    /** @param repliesBefore letters that left, or are about to, on this conversation */
    public record ToChild(LawfulPath path, int repliesBefore) {}

    /**
     * What the recipients have or wrote themselves, and what the organisation says of itself.
     *
     * @param words texts: the recipient's name, addresses and messages here, and the organisation's own templates
     * @param domains the organisation's own mail domains, in lower case
     */
    public record Own(List<String> words, Set<String> domains) {
        public static final Own NOTHING = new Own(List.of(), Set.of());
    }

    /** A letter without files. */
    public Outgoing(
            Purpose purpose,
            Set<EmailAddress> recipients,
            String subject,
            String text,
            boolean walled,
            Set<EmailAddress> family,
            List<String> children,
            @Nullable Release release,
            Own own,
            boolean unsure,
            @Nullable ToChild child) {
        this(
                purpose,
                recipients,
                subject,
                text,
                walled,
                family,
                children,
                release,
                own,
                unsure,
                child,
                Enclosed.NOTHING);
    }

    public Outgoing(
            Purpose purpose,
            Set<EmailAddress> recipients,
            String subject,
            String text,
            boolean walled,
            Set<EmailAddress> family,
            List<String> children,
            @Nullable Release release) {
        this(purpose, recipients, subject, text, walled, family, children, release, Own.NOTHING, false, null);
    }

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
        /** A person's mail to somebody outside, in a side conversation: a stranger to the household, whoever it is. */
        SIDE,
        /** A template sent by the software to a customer. */
        AUTOMATIC,
        /** That a mail has come, with its number and the promised time; the same for every ticket, whatever it holds. */
        RECEIPT,
        /** To the Safety Team or Legal about a case: facts without content. */
        ALERT,
        /** To staff about their work: a time that runs out, an account. */
        NOTICE,
        /** To a machine of the Safety Team's: a case's number, level code and link. It has no address of a person. */
        MACHINE,
        /** To a webhook that an admin set up: numbers, times and keys of the playbook. It has no address of a person, and no words. */
        EVENT,
        /** Words that stand where everybody can read them, such as an article of the help centre. */
        PAGE,
        /** To a parent about consent, or a notice; walled where the home must hear nothing (see {@link ParentMail}). */
        CONSENT,
        /** A parent's address to the provider of payment cards, which confirms the parent and mails a receipt; no words. */
        CARD,
        /** What a parent typed of themselves, to the provider of questions that prove who they are; no words. */
        KNOWLEDGE,
        /** An answer to the child of a case, released by people: the only thing that leaves a walled ticket for its writer. */
        CHILD
    }
}
