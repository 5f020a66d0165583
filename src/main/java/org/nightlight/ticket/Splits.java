package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.MAIL_THREAD;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.privacy.Masking;
import org.nightlight.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A second matter in a ticket becomes a ticket of its own. The chosen messages move, with their author, time, files, mail ids and
 * whatever any room keeps about each of them, so that every word stands in one ticket and an erasure, a seal or a wall that knows it
 * by its ticket finds it there. Never of a ticket behind the wall: a case's record is not taken apart. Verbs need {@code SYSTEM}, since
 * what screening found moves along, and stop where a ticket is behind the wall or being erased.
 */
@Component
public class Splits {
    /** So long a split can be undone, while nothing new has happened. */
    public static final Duration UNDO = Duration.ofDays(30);

    private static final int LONGEST_SUBJECT = 250;

    private final TicketStore store;
    private final Links links;
    private final Merges merges;
    private final Masking masking;
    private final DSLContext sql;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Splits(
            TicketStore store,
            Links links,
            Merges merges,
            Masking masking,
            DSLContext sql,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.merges = merges;
        this.masking = masking;
        this.sql = sql;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** What the requester wrote after the ticket was opened: that can be split off. */
    public static List<Message> movable(Ticket ticket, List<Message> messages) {
        return messages.stream()
                .skip(1)
                .filter(message -> message.kind() == Message.Kind.CUSTOMER)
                .filter(message -> !(message.author() instanceof Actor.Customer(long id)) || id == ticket.requesterId())
                .toList();
    }

    /** Why nothing can be split off this ticket, as a sentence; empty where something can. */
    public static Optional<String> hindrance(Ticket ticket, List<Message> messages) {
        if (ticket.mergedInto() != null) {
            return Optional.of(say(
                    "This ticket was merged into another. Undo that first.",
                    "Este ticket se unió a otro. Deshazlo antes."));
        } else if (movable(ticket, messages).isEmpty()) {
            return Optional.of(say(
                    "There is no second message by the requester. What opened the ticket stays in it.",
                    "No hay un segundo mensaje de quien escribe. Lo que abrió el ticket se queda en él."));
        }
        return Optional.empty();
    }

    /** What the new ticket is called: as its first message is, or by its first words. */
    public static String subject(Message first) {
        String line = first.subject().isBlank()
                ? first.text()
                        .lines()
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse("(no subject)")
                : first.subject();
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT - 1) + "…" : line;
    }

    /**
     * The ticket, held until the transaction ends; empty where it is behind the wall or being erased.
     *
     * @throws Conflict when it was changed since it was read
     */
    public Optional<Ticket> hold(long ticketId, int version) {
        Optional<Ticket> ticket = standing(ticketId);
        ticket.filter(it -> it.version() != version).ifPresent(it -> {
            throw new Conflict(it);
        });
        return ticket;
    }

    private Optional<Ticket> standing(long ticketId) {
        return store.lock(ticketId)
                .filter(ticket -> !ticket.walled())
                .filter(ticket -> sql.fetchExists(TICKET, TICKET.ID.eq(ticketId).and(TICKET.ERASURE_ID.isNull())));
    }

    /**
     * Splits messages off a ticket that is held. The new ticket is as old as the first of them, so that no promise gets later.
     *
     * @param chosen of {@link #movable}, oldest first
     * @return the new ticket's number
     */
    public long split(Ticket source, List<Message> chosen, Sorting sorting, Promise promise, Actor.Staff by) {
        Message first = chosen.getFirst();
        Instant now = clock.instant();
        long target = insert(source, first, sorting, promise, now);
        for (Sorting.Trace trace : sorting.trace()) {
            store.event(target, now, new Actor.Software("triage"), trace.kind(), trace.detail());
        }
        links.insert(source.id(), target, Links.Kind.SPLIT, by, now);
        move(source.id(), target, chosen);
        touched(source, now);
        touched(store.find(target).orElseThrow(), now);
        store.event(source.id(), now, by, "split-off", Map.of("ticket", target));
        store.event(target, now, by, "split-from", Map.of("ticket", source.id()));
        audit.recordTicket(by, "ticket-split", source.id(), "messages:" + chosen.size());
        audit.recordTicket(by, "ticket-split-off", target, "messages:" + chosen.size());
        events.publishEvent(new TicketEvents.Opened(
                target,
                sorting.tier(),
                sorting.category(),
                sorting.issue(),
                sorting.level(),
                sorting.playbookVersion(),
                first.createdAt()));
        return target;
    }

    /** The link by which this ticket was split off, where this viewer sees both. */
    public Optional<Links.Link> of(long ticketId) {
        return links.of(ticketId).stream()
                .filter(link -> link.as() == Links.As.SPLIT_FROM)
                .findFirst();
    }

    /** Why this split cannot be undone, as a sentence; empty where it can. */
    public Optional<String> tooLate(Links.Link split, Ticket target, List<Message> messages, Instant now) {
        if (!now.isBefore(split.at().plus(UNDO))) {
            return Optional.of(
                    say("A split can be undone for %d days.", "Una separación se puede deshacer durante %d días.")
                            .formatted(UNDO.toDays()));
        } else if (messages.stream()
                .anyMatch(message -> message.kind() != Message.Kind.CUSTOMER
                        || message.createdAt().isAfter(split.at()))) {
            return Optional.of(say(
                    "Something new was written here since. Merge the two tickets instead.",
                    "Desde entonces se escribió algo nuevo aquí. En vez de eso, une los dos tickets."));
        } else if (target.mergedInto() != null || !split.state().isOpen()) {
            return Optional.of(say(
                    "One of the two has ended. Open it again first.",
                    "Uno de los dos ya terminó. Ábrelo antes de nuevo."));
        }
        return Optional.empty();
    }

    /**
     * Takes a split back: the messages stand in the first ticket again, and the empty one closes and leads there. Empty when there is
     * no such split.
     *
     * @throws Refusal when it is too late
     */
    public Optional<Ticket> undo(long targetId, Actor.Staff by) {
        Optional<Links.Link> split = of(targetId);
        // The older number first, as a merge does.
        Optional<Ticket> source = split.flatMap(link -> standing(link.other()));
        Optional<Ticket> target = source.isEmpty() ? Optional.empty() : standing(targetId);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        Links.Link link = split.orElseThrow();
        long sourceId = link.other();
        List<Message> messages = store.messages(targetId);
        Instant now = clock.instant();
        tooLate(link, target.get(), messages, now).ifPresent(sentence -> {
            throw new Refusal(sentence);
        });
        move(targetId, sourceId, messages);
        links.end(link.id());
        touched(source.get(), now);
        touched(target.get(), now);
        store.event(sourceId, now, by, "split-undone", Map.of("ticket", targetId));
        audit.recordTicket(by, "ticket-split-undone", sourceId, "");
        return merges.merge(targetId, version(targetId), sourceId, version(sourceId), by);
    }

    private int version(long ticketId) {
        return store.find(ticketId).orElseThrow().version();
    }

    private long insert(Ticket source, Message first, Sorting sorting, Promise promise, Instant now) {
        return Objects.requireNonNull(sql.insertInto(TICKET)
                .set(TICKET.SUBJECT, subject(first))
                .set(TICKET.STATE, State.NEW.key())
                .set(TICKET.CATEGORY, sorting.category())
                .set(TICKET.ISSUE, sorting.issue())
                .set(TICKET.CONFIDENCE, (float) sorting.confidence())
                .set(TICKET.NEEDS_PERSON, sorting.needsPerson())
                .set(TICKET.TIER, sorting.tier())
                .set(TICKET.TEAM, sorting.team())
                .set(TICKET.LEVEL, sorting.level())
                .set(TICKET.REQUESTER_ID, source.requesterId())
                .set(TICKET.CHANNEL, first.channel().key())
                .set(TICKET.DUE_AT, promise.dueAt())
                .set(TICKET.DUE_METRIC, promise.metric())
                .set(TICKET.ACT_BY, promise.actBy())
                .set(TICKET.PLAYBOOK_VERSION, sorting.playbookVersion())
                .set(TICKET.CREATED_AT, first.createdAt())
                .set(TICKET.UPDATED_AT, now)
                .returningResult(TICKET.ID)
                .fetchSingle()
                .value1());
    }

    /** All rows that say which ticket a message is in; other rooms hear of it and move theirs in the same transaction. */
    private void move(long from, long to, List<Message> messages) {
        Set<Long> moved = messages.stream().map(Message::id).collect(Collectors.toSet());
        Long[] ids = moved.toArray(Long[]::new);
        sql.update(MESSAGE)
                .set(MESSAGE.TICKET_ID, to)
                .where(MESSAGE.ID.eq(any(ids)).and(MESSAGE.TICKET_ID.eq(from)))
                .execute();
        sql.update(ATTACHMENT)
                .set(ATTACHMENT.TICKET_ID, to)
                .where(ATTACHMENT.MESSAGE_ID.eq(any(ids)))
                .execute();
        sql.update(MAIL_THREAD)
                .set(MAIL_THREAD.TICKET_ID, to)
                .where(MAIL_THREAD.TICKET_ID.eq(from).and(MAIL_THREAD.MAIL_ID.in(mailIds(messages))))
                .execute();
        masking.moved(moved, to);
        events.publishEvent(new TicketEvents.MessagesMoved(from, to, moved));
    }

    private static Collection<String> mailIds(List<Message> messages) {
        return messages.stream().map(Message::mailId).filter(Objects::nonNull).toList();
    }

    /** Words for the search and the last line follow what is left; whoever read the ticket before has to look again. */
    private void touched(Ticket ticket, Instant at) {
        List<Message> left = store.messages(ticket.id());
        String line = lastSaid(left);
        store.update(ticket.id(), at, row -> row.set(TICKET.LAST_LINE, line == null ? "" : TicketStore.line(line)));
        store.reword(ticket, left);
        wakeups.afterCommit("ticket:" + ticket.id());
    }

    private static @Nullable String lastSaid(List<Message> messages) {
        return messages.reversed().stream()
                .filter(message -> message.kind().isPublic())
                .map(Message::text)
                .findFirst()
                .orElse(null);
    }
}
