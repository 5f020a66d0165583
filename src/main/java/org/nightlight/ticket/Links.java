package org.nightlight.ticket;

import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_LINK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.when;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * How tickets belong together, said once and seen from both. Whoever does not see the other ticket sees no link. Behind the wall
 * nothing is linked here: a case has links of its own.
 */
@Component
public class Links {
    private final TicketStore store;
    private final DSLContext sql;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    Links(TicketStore store, DSLContext sql, Audit audit, Wakeups wakeups, Clock clock) {
        this.store = store;
        this.sql = sql;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** What a link says, from {@code from} to {@code to}. */
    enum Kind {
        RELATED,
        PROBLEM,
        PARENT,
        SPLIT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the other ticket is to the one that is looked at. */
    public enum As {
        RELATED(Kind.RELATED, false),
        /** The other is the problem behind this one. */
        PROBLEM(Kind.PROBLEM, false),
        /** This one is the problem behind the other. */
        INCIDENT(Kind.PROBLEM, true),
        PARENT(Kind.PARENT, false),
        CHILD(Kind.PARENT, true),
        /** The other is where this one was split off. */
        SPLIT_FROM(Kind.SPLIT, false),
        SPLIT_OFF(Kind.SPLIT, true);

        private final Kind kind;
        /** Whether the link leads from the ticket that is looked at to the other. */
        private final boolean onward;

        As(Kind kind, boolean onward) {
            this.kind = kind;
            this.onward = onward;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Only a split makes the link of a split, and only undoing it ends that. */
        public boolean isMadeByHand() {
            return kind != Kind.SPLIT;
        }

        public static Optional<As> ofKey(String key) {
            return Arrays.stream(values()).filter(it -> it.key().equals(key)).findFirst();
        }

        private static As of(Kind kind, boolean onward) {
            return Arrays.stream(values())
                    .filter(it -> it.kind == kind && (it.onward == onward || kind == Kind.RELATED))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A link as it is seen from one of its tickets; {@code other} is the other one. */
    public record Link(long id, As as, long other, String subject, State state, Instant at) {}

    /** The links of a ticket whose other ticket this viewer sees, oldest first. */
    public List<Link> of(long ticketId) {
        Field<Long> other =
                when(TICKET_LINK.FROM_ID.eq(ticketId), TICKET_LINK.TO_ID).otherwise(TICKET_LINK.FROM_ID);
        return sql.select(
                        TICKET_LINK.ID,
                        TICKET_LINK.KIND,
                        TICKET_LINK.FROM_ID,
                        TICKET_LINK.MADE_AT,
                        TICKET.ID,
                        TICKET.SUBJECT,
                        TICKET.STATE)
                .from(TICKET_LINK)
                .join(TICKET)
                .on(TICKET.ID.eq(other))
                .where(TICKET_LINK.FROM_ID.eq(ticketId).or(TICKET_LINK.TO_ID.eq(ticketId)))
                .orderBy(TICKET_LINK.ID)
                .fetch(row -> new Link(
                        row.get(TICKET_LINK.ID),
                        As.of(
                                Kind.valueOf(row.get(TICKET_LINK.KIND).toUpperCase(Locale.ROOT)),
                                row.get(TICKET_LINK.FROM_ID) == ticketId),
                        row.get(TICKET.ID),
                        row.get(TICKET.SUBJECT),
                        State.ofKey(row.get(TICKET.STATE)),
                        row.get(TICKET_LINK.MADE_AT)));
    }

    /** The open tickets of which this one is the parent. */
    public List<Link> openChildren(long ticketId) {
        return of(ticketId).stream()
                .filter(link -> link.as() == As.CHILD && link.state().isOpen())
                .toList();
    }

    /**
     * Says what {@code otherId} is to {@code ticketId}; nothing where that is said already. Empty when this viewer does not see the
     * one.
     *
     * @throws Refusal when these two cannot be linked so, which a number that this viewer does not see is like one that is not there
     */
    public Optional<Ticket> add(long ticketId, As as, long otherId, Actor.Staff by) {
        Optional<Ticket> one = store.lock(Math.min(ticketId, otherId));
        Optional<Ticket> two = ticketId == otherId ? one : store.lock(Math.max(ticketId, otherId));
        Optional<Ticket> here = ticketId < otherId ? one : two;
        Optional<Ticket> other = ticketId < otherId ? two : one;
        if (here.isEmpty()) {
            return here;
        }
        if (other.isEmpty()) {
            throw new Refusal(say("There is no ticket with this number.", "No hay ningún ticket con este número."));
        } else if (ticketId == otherId) {
            throw new Refusal(say("Choose another ticket than this one.", "Elige un ticket distinto de este."));
        } else if (here.get().walled() || other.get().walled()) {
            throw new Refusal(say(
                    "A ticket behind the safety wall is linked to its case instead.",
                    "Un ticket tras el muro de protección se enlaza a su caso."));
        } else if (!as.isMadeByHand()) {
            throw new Refusal(
                    say("Choose what the other ticket is to this one.", "Elige qué es el otro ticket para este."));
        }
        Kind kind = as.kind;
        long from = as.onward ? ticketId : otherId;
        long to = as.onward ? otherId : ticketId;
        if (of(ticketId).stream().anyMatch(link -> link.other() == otherId && link.as() == as)) {
            return here;
        } else if (of(ticketId).stream().anyMatch(link -> link.other() == otherId && link.as().kind == kind)) {
            throw new Refusal(say(
                    "These two are linked the other way round. Remove that link first.",
                    "Estos dos están enlazados al revés. Quita antes ese enlace."));
        } else if (kind == Kind.PARENT && hasParent(to)) {
            throw new Refusal(say(
                    "A ticket has one parent. Remove that link first.",
                    "Un ticket es parte de uno solo. Quita antes ese enlace."));
        } else if (kind == Kind.PARENT && isAbove(to, from)) {
            throw new Refusal(
                    say("That would make a ticket its own parent.", "Así un ticket sería parte de sí mismo."));
        }
        insert(from, to, kind, by, clock.instant());
        told(from, to, by, "linked", kind);
        return here;
    }

    /** Removes a link of this ticket; false when there is none for this viewer, or it is that of a split. */
    public boolean remove(long ticketId, long linkId, Actor.Staff by) {
        Optional<Link> link = of(ticketId).stream()
                .filter(it -> it.id() == linkId && it.as().isMadeByHand())
                .findFirst();
        link.ifPresent(it -> {
            sql.deleteFrom(TICKET_LINK).where(TICKET_LINK.ID.eq(linkId)).execute();
            long from = it.as().onward ? ticketId : it.other();
            told(from, it.as().onward ? it.other() : ticketId, by, "unlinked", it.as().kind);
        });
        return link.isPresent();
    }

    void insert(long from, long to, Kind kind, Actor.Staff by, Instant at) {
        sql.insertInto(TICKET_LINK)
                .set(TICKET_LINK.FROM_ID, from)
                .set(TICKET_LINK.TO_ID, to)
                .set(TICKET_LINK.KIND, kind.key())
                .set(TICKET_LINK.MADE_BY, by.id())
                .set(TICKET_LINK.MADE_AT, at)
                .execute();
    }

    void end(long linkId) {
        sql.deleteFrom(TICKET_LINK).where(TICKET_LINK.ID.eq(linkId)).execute();
    }

    /** No link is left of tickets that are erased, also where their numbers stay. */
    void forget(Collection<Long> tickets) {
        Long[] ids = tickets.toArray(Long[]::new);
        sql.deleteFrom(TICKET_LINK)
                .where(TICKET_LINK.FROM_ID.eq(any(ids)).or(TICKET_LINK.TO_ID.eq(any(ids))))
                .execute();
    }

    private boolean hasParent(long ticketId) {
        return sql.fetchExists(TICKET_LINK, TICKET_LINK.TO_ID.eq(ticketId).and(TICKET_LINK.KIND.eq(Kind.PARENT.key())));
    }

    /** Whether {@code upper} is a parent of {@code lower}, however far up. */
    private boolean isAbove(long upper, long lower) {
        Set<Long> seen = new HashSet<>();
        Long at = lower;
        while (at != null && seen.add(at)) {
            if (at == upper) {
                return true;
            }
            at = sql.select(TICKET_LINK.FROM_ID)
                    .from(TICKET_LINK)
                    .where(TICKET_LINK.TO_ID.eq(at).and(TICKET_LINK.KIND.eq(Kind.PARENT.key())))
                    .fetchOptional(TICKET_LINK.FROM_ID)
                    .orElse(null);
        }
        return false;
    }

    /** The audit names no number of the other: it may go behind a wall later, and the line stays. */
    private void told(long from, long to, Actor by, String what, Kind kind) {
        Instant now = clock.instant();
        As ofTo = As.of(kind, false);
        As ofFrom = As.of(kind, true);
        store.event(from, now, by, what, Map.of("ticket", to, "as", ofFrom.key()));
        store.event(to, now, by, what, Map.of("ticket", from, "as", ofTo.key()));
        for (long id : List.of(from, to)) {
            audit.recordTicket(by, "ticket-" + what, id, kind.key());
            wakeups.afterCommit("ticket:" + id);
        }
    }
}
