package org.nightlight.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Protection;
import org.nightlight.safety.Statement;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.SafeHtml;
import org.nightlight.ticket.Arrival;
import org.nightlight.ticket.Marks;

/** What a stored arrival says, whichever channel it came by. */
sealed interface Reading {
    /**
     * @param sender who wrote it; empty when no address was given or none could be read
     * @param filesLeft attachments were measured but not laid out, for want of a folder
     * @param automatic why we take it for a machine's, or empty for a person's
     * @param ignore why it opens nothing (it is our own mail coming back), or empty
     * @param customerId the requester, where the one who handed it in named one by number
     * @param ticketId the ticket that staff said it continues
     * @param actor who handed it in, where that is not the requester
     * @param authentication what a mail server wrote of its sender; null when nothing
     * @param returned what it reports of a mail of ours
     * @param signs what kind of mail it is
     */
    record Readable(
            Optional<EmailAddress> sender,
            String name,
            String subject,
            String text,
            String quoted,
            String other,
            @Nullable SafeHtml html,
            @Nullable String mailId,
            List<String> references,
            List<Arrival.File> files,
            boolean filesLeft,
            Map<String, String> fields,
            Marks marks,
            String automatic,
            String ignore,
            @Nullable Long customerId,
            @Nullable Long ticketId,
            @Nullable Actor actor,
            @Nullable String authentication,
            Returned returned,
            Signs signs)
            implements Reading {

        /** The same, as an answer to this mail of ours, which it does not name itself. */
        Readable about(String ourMailId) {
            return new Readable(
                    sender,
                    name,
                    subject,
                    text,
                    quoted,
                    other,
                    html,
                    mailId,
                    Stream.concat(references.stream(), Stream.of(ourMailId))
                            .distinct()
                            .toList(),
                    files,
                    filesLeft,
                    fields,
                    marks,
                    automatic,
                    ignore,
                    customerId,
                    ticketId,
                    actor,
                    authentication,
                    returned,
                    signs);
        }

        /** Everything in it that a person may have written, for screening. */
        Statement statement() {
            return Statement.of(text)
                    .withSubject(subject)
                    .withName(name)
                    .withQuoted(other.isBlank() ? quoted : quoted + "\n\n" + other)
                    .withFields(fields)
                    .withFiles(files.stream().map(Arrival.File::name).toList());
        }
    }

    /**
     * What a mail is besides its words.
     *
     * @param certain false where only wording tells that a machine wrote it
     * @param complaint whether it reports that somebody called a mail of ours unwanted
     * @param forwards whether it forwards what somebody else wrote
     * @param named everybody in its {@code To} and {@code Cc}
     */
    record Signs(
            boolean certain, boolean complaint, boolean forwards, Protection protection, List<EmailAddress> named) {
        static final Signs NONE = new Signs(true, false, false, Protection.NONE, List.of());
    }

    /** It cannot be read: kept raw, {@code rawText} screened, listed for a person with the reason. */
    record Unreadable(String reason, String rawText) implements Reading {}
}
