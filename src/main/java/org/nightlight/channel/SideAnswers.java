package org.nightlight.channel;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.sender.Findings;
import org.nightlight.privacy.Outgoing;
import org.nightlight.ticket.SideConversations;
import org.nightlight.ticket.SideConversations.Side;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * Finds the side conversation that a mail answers: by mail ids first, by the signed return path, by the tag in the subject last. Only
 * whoever was written to goes on in it. Anybody else who knows an id or a tag, and whoever may not be who they say, opens a ticket of
 * their own, which the desk sees may belong to it; of one behind the wall not even that is said.
 */
@Component
class SideAnswers {
    private final SideConversations sides;
    private final Tickets tickets;
    private final DeliveryStore deliveries;
    private final OwnMail own;

    SideAnswers(SideConversations sides, Tickets tickets, DeliveryStore deliveries, OwnMail own) {
        this.sides = sides;
        this.tickets = tickets;
        this.deliveries = deliveries;
        this.own = own;
    }

    /** What a mail has to do with side conversations. */
    sealed interface Found {
        record In(Side side) implements Found {}

        /** Another than the one whom we wrote to sent it. */
        record MayBelong(long ticketId) implements Found {}

        record Nothing() implements Found {}
    }

    /** @param report the mail of ours that it reports on, null for none */
    Found of(Reading.Readable letter, @Nullable Findings findings, DeliveryStore.@Nullable Left report) {
        if (letter.ticketId() != null) {
            return new Found.Nothing();
        }
        boolean ours = report != null && report.purpose() == Outgoing.Purpose.SIDE;
        boolean doubtful = findings != null && findings.isDoubtful();
        Long hint = null;
        for (Side side : candidates(letter)) {
            boolean theirs =
                    !doubtful && letter.sender().filter(side.address()::equals).isPresent();
            if (ours || theirs) {
                return new Found.In(side);
            }
            if (hint == null && !sides.place(side).walled()) {
                hint = side.ticketId();
            }
        }
        return hint == null || !letter.automatic().isEmpty() ? new Found.Nothing() : new Found.MayBelong(hint);
    }

    private Set<Side> candidates(Reading.Readable letter) {
        Set<Side> all = new LinkedHashSet<>(sides.ofMails(letter.references()));
        Stream<String> returned = letter.returned().envelopeTo().stream()
                .flatMap(to -> own.reported(to).stream())
                .flatMap(mail -> deliveries.left(mail).stream())
                .map(DeliveryStore.Left::mailId);
        all.addAll(sides.ofMails(returned.toList()));
        own.side(letter.subject()).flatMap(sides::find).ifPresent(all::add);
        return all;
    }

    /** Where an answer that tells of danger has to be heard too: where the ticket goes on into which its own was merged. */
    Optional<Ticket> goesOn(long ticketId) {
        return tickets.find(ticketId).map(sides::survivor).filter(it -> it.id() != ticketId && !it.walled());
    }
}
