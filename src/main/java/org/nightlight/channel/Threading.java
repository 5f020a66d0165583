package org.nightlight.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.playbook.Playbook;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/** Finds the ticket that a message continues: by mail ids first, by a number in the subject last. */
final class Threading {
    private static final Pattern NUMBER = Pattern.compile("\\[#(\\d{1,15})]");

    private static final int LONGEST_CHAIN = 20;

    private final Tickets tickets;
    private final Participants participants;
    private final Clock clock;

    Threading(Tickets tickets, Participants participants, Clock clock) {
        this.tickets = tickets;
        this.participants = participants;
        this.clock = clock;
    }

    /**
     * The ticket that a message continues, if any.
     *
     * @param hint a ticket that it may belong to although its sender is not on it
     * @param ended the sender's own ticket that it goes on from, which ended too long ago to be opened again
     */
    record Thread(
            @Nullable Long ticketId,
            @Nullable Long hint,
            @Nullable Ticket ended) {
        static final Thread NEW = new Thread(null, null, null);

        /** Where it belongs to nothing else, perhaps to this. */
        Thread orIn(@Nullable Long mayBelong) {
            return ticketId == null && hint == null && ended == null ? new Thread(null, mayBelong, null) : this;
        }

        static Thread in(long ticketId) {
            return new Thread(ticketId, null, null);
        }
    }

    /** Only somebody who is on a ticket already goes on in it; a stranger who knows its number opens one of their own. */
    Thread of(Reading.Readable letter, Customer requester, boolean child, Playbook playbook) {
        if (letter.ticketId() != null) {
            return Thread.in(survivor(letter.ticketId(), requester, child));
        }
        boolean machine = !letter.automatic().isEmpty();
        List<Long> byMail = tickets.ofMails(letter.references());
        Stream<Long> candidates = machine ? byMail.stream() : Stream.concat(byMail.stream(), number(letter.subject()));
        Long hint = null;
        Ticket ended = null;
        for (long candidate : candidates.distinct().limit(10).toList()) {
            Optional<Ticket> ticket = tickets.find(candidate);
            if (ticket.isEmpty()) {
                continue;
            }
            boolean asked = ticket.get().requesterId() == requester.id();
            long goesOn = survivor(candidate, requester, child);
            boolean onIt = machine || asked || isCopied(letter, candidate) && isCopied(letter, goesOn);
            if (onIt && goesOn != candidate) {
                return Thread.in(goesOn);
            }
            if (onIt && !endedLongAgo(ticket.get(), playbook)) {
                return Thread.in(candidate);
            }
            // Neither a stranger who wrote its number nor the desk may learn that a walled ticket exists.
            if (ticket.get().walled()) {
                continue;
            }
            if (asked && !machine && ended == null) {
                ended = ticket.get();
            } else if (!asked && !machine && hint == null) {
                hint = candidate;
            }
        }
        return new Thread(null, ended == null ? hint : null, ended);
    }

    /** Whoever was copied in on one ticket was not on another, into which it was merged. */
    private boolean isCopied(Reading.Readable letter, long ticketId) {
        return letter.sender()
                .flatMap(sender -> tickets.find(ticketId).filter(ticket -> participants.mayWrite(ticket, sender)))
                .isPresent();
    }

    /** Where a merged ticket goes on for this writer, however often it was merged; each time by a person who saw both. */
    private long survivor(long ticketId, Customer writer, boolean child) {
        long at = ticketId;
        for (int steps = 0; steps < LONGEST_CHAIN; steps++) {
            Optional<Ticket> next = tickets.find(at)
                    .flatMap(ticket -> Optional.ofNullable(ticket.mergedInto()))
                    .flatMap(tickets::find)
                    .filter(ticket -> mayGoOn(ticket, writer, child));
            if (next.isEmpty()) {
                break;
            }
            at = next.get().id();
        }
        return at;
    }

    /** A child's words stay in the child's own ticket, and nobody's come behind a wall that was put up about somebody else. */
    private static boolean mayGoOn(Ticket survivor, Customer writer, boolean child) {
        return survivor.requesterId() == writer.id() || (!survivor.walled() && !child);
    }

    private static Stream<Long> number(String subject) {
        Matcher matcher = NUMBER.matcher(subject);
        return matcher.find() ? Stream.of(Long.valueOf(matcher.group(1))) : Stream.empty();
    }

    private boolean endedLongAgo(Ticket ticket, Playbook playbook) {
        Instant solved = ticket.solvedAt();
        return solved != null
                && solved.plus(Duration.ofDays(playbook.reopenWithinDays())).isBefore(clock.instant());
    }
}
