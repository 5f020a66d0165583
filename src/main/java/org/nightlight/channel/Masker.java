package org.nightlight.channel;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.AgeReading;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.AgeStatement;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.ticket.Arrival;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** What of a letter its ticket gets where a child wrote it before any consent, and what is kept apart from it. */
@Component
class Masker {
    private final Masking masking;
    private final Database database;

    Masker(Masking masking, Database database) {
        this.masking = masking;
        this.database = database;
    }

    /** What was said of a writer's age before, in the caller's transaction. */
    List<AgeStatement> stated(Optional<Customer> writer) {
        return writer.map(masking::stated).orElse(List.of());
    }

    /** Whether the writer is known as a child under 13, by what was said before and what the letter says. */
    boolean isChild(
            Optional<Customer> writer, List<AgeStatement> stated, AgeReading ages, @Nullable AgeState answered) {
        return masking.isChild(writer, stated, ages, answered);
    }

    /**
     * A child's words as the desk will see them; empty when they stay as they are. Before any transaction, for it reads all
     * of the letter; and after screening, which reads the letter as it came. What staff wrote down themselves stays.
     */
    Optional<WrittenWords> shown(Reading.Readable letter, Optional<Customer> child) {
        Optional<Masking.Mask> wanted = letter.actor() == null
                ? database.read(Clearance.SYSTEM, () -> masking.of(child, letter.name()))
                : Optional.empty();
        return wanted.map(mask -> mask.of(
                new WrittenWords(letter.name(), letter.subject(), letter.text(), letter.quoted(), letter.html())));
    }

    /**
     * A letter on its way into a ticket.
     *
     * @param written what is kept apart; null when nothing was masked
     * @param ticketSubject what the ticket would be called that it opens; empty where it opens none
     */
    record Filed(Arrival arrival, @Nullable WrittenWords written, String ticketSubject) {
        static Filed asItCame(Arrival arrival) {
            return new Filed(arrival, null, "");
        }

        /** @param opens whether it makes a ticket, which its subject then names */
        static Filed masked(Arrival arrival, WrittenWords shown, boolean opens) {
            Arrival masked = arrival.masked(shown.subject(), shown.text(), shown.quoted());
            return masked.saysTheSame(arrival)
                    ? asItCame(arrival)
                    : new Filed(
                            masked,
                            new WrittenWords(
                                    arrival.authorName(),
                                    arrival.named() ? arrival.subject() : "",
                                    arrival.text(),
                                    arrival.quoted(),
                                    arrival.html()),
                            opens ? arrival.subject() : "");
        }
    }

    /** Belongs into the transaction that files the letter, before anything is judged of it: a wall takes the words back. */
    void keep(Filed filed, Tickets.Written at) {
        WrittenWords written = filed.written();
        if (written != null) {
            String ofTicket = filed.ticketSubject();
            masking.keep(
                    at.ticketId(),
                    at.messageId(),
                    written,
                    ofTicket,
                    ofTicket.isEmpty() ? "" : filed.arrival().subject());
        }
    }
}
