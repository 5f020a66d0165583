package org.nightlight.ticket;

import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.SIDE_CONVERSATION;
import static nightlight.tables.Tables.SIDE_MAIL;
import static nightlight.tables.Tables.TICKET;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightlight.tables.tables.records.MessageRecord;
import nightlight.tables.tables.records.SideConversationRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jooq.UpdateSetStep;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Staff;
import org.springframework.stereotype.Component;

/**
 * What colleagues write with somebody outside about a ticket, without its customer. It is no change of the ticket's own: no clock, no
 * state and nobody who writes a reply meanwhile hears of it. A merge moves none: it stays with its ticket, and is seen and answered where
 * that goes on. Nothing is begun, written or closed behind a wall; what comes there is filed all the same. Verbs belong into the caller's
 * transaction; a message may be queued only by the one who has passed it through the gate ({@code channel.SideMail}).
 */
@Component
public class SideConversations {
    private static final int LONGEST_CHAIN = 20;

    private final TicketStore store;
    private final Tickets tickets;
    private final Sealing sealing;
    private final SealedWords sealed;
    private final Followers followers;
    private final Notices notices;
    private final Staff staff;
    private final DSLContext sql;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    SideConversations(
            TicketStore store,
            Tickets tickets,
            Sealing sealing,
            SealedWords sealed,
            Followers followers,
            Notices notices,
            Staff staff,
            DSLContext sql,
            Audit audit,
            Wakeups wakeups,
            Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.sealing = sealing;
        this.sealed = sealed;
        this.followers = followers;
        this.notices = notices;
        this.staff = staff;
        this.sql = sql;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param address to whom the desk writes
     * @param closedAt null while it is open
     * @param unseen whether an answer came that nobody has answered or marked as read
     * @param messages all of it that this viewer sees, oldest first
     */
    public record Side(
            long id,
            long ticketId,
            EmailAddress address,
            long begunBy,
            Instant begunAt,
            @Nullable Instant closedAt,
            boolean unseen,
            List<Message> messages) {

        public Side {
            messages = List.copyOf(messages);
        }

        public boolean isOpen() {
            return closedAt == null;
        }

        /** That of its first message. */
        public String subject() {
            return messages.isEmpty() ? "" : messages.getFirst().subject();
        }

        /** What was written last, by whomever. */
        public Optional<Message> last() {
            return messages.isEmpty() ? Optional.empty() : Optional.of(messages.getLast());
        }
    }

    /** Those of a ticket and of what was merged into it, the oldest first. */
    public List<Side> of(long ticketId) {
        return found(SIDE_CONVERSATION.TICKET_ID.in(sql.fetch("""
                        with recursive whole (id) as (
                          select ?::bigint union select ticket.id from ticket join whole on ticket.merged_into = whole.id)
                        select id from whole""", ticketId).getValues(0, Long.class)));
    }

    /** The one of this number on this very ticket. */
    public Optional<Side> find(long ticketId, long sideId) {
        return found(SIDE_CONVERSATION.ID.eq(sideId).and(SIDE_CONVERSATION.TICKET_ID.eq(ticketId))).stream()
                .findFirst();
    }

    public Optional<Side> find(long sideId) {
        return found(SIDE_CONVERSATION.ID.eq(sideId)).stream().findFirst();
    }

    /** Those to which these mail ids (oldest first) belong, that of the nearest first. */
    public List<Side> ofMails(Collection<String> mailIds) {
        if (mailIds.isEmpty()) {
            return List.of();
        }
        Map<String, Long> known = sql.select(SIDE_MAIL.MAIL_ID, SIDE_MAIL.SIDE_ID)
                .from(SIDE_MAIL)
                .where(SIDE_MAIL.MAIL_ID.in(mailIds))
                .fetchMap(SIDE_MAIL.MAIL_ID, SIDE_MAIL.SIDE_ID);
        Set<Long> nearest = new LinkedHashSet<>();
        new ArrayList<>(mailIds)
                .reversed().stream().filter(known::containsKey).map(known::get).forEach(nearest::add);
        return nearest.stream().flatMap(id -> find(id).stream()).toList();
    }

    /** Where the ticket goes on that was merged, as far as this viewer sees it; itself else. */
    public Ticket survivor(Ticket ticket) {
        Ticket at = ticket;
        for (int steps = 0; steps < LONGEST_CHAIN && at.mergedInto() != null; steps++) {
            Optional<Ticket> next = store.find(at.mergedInto());
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        return at;
    }

    /** Whether anything can be written on it now: not behind a wall, and not where this viewer does not see the ticket go on. */
    public boolean isWritable(Ticket ticket) {
        Ticket here = survivor(ticket);
        return !ticket.walled() && !here.walled() && here.mergedInto() == null;
    }

    /**
     * Begins one, with its first message queued.
     *
     * @param subject one line, which is not empty
     */
    public Side begin(Ticket ticket, EmailAddress to, String subject, String text, Actor.Staff by, String byName) {
        ticket.refuseIfMerged();
        Instant now = clock.instant();
        long id = sql.insertInto(SIDE_CONVERSATION)
                .set(SIDE_CONVERSATION.TICKET_ID, ticket.id())
                .set(SIDE_CONVERSATION.ADDRESS, to.value())
                .set(SIDE_CONVERSATION.BEGUN_BY, by.id())
                .set(SIDE_CONVERSATION.BEGUN_AT, now)
                .returningResult(SIDE_CONVERSATION.ID)
                .fetchSingle()
                .value1();
        Message message = insert(ticket, id, subject, text, by, byName, now);
        tell(ticket, id, message.id(), by, "side-begun");
        return find(id).orElseThrow();
    }

    /** Writes on in one: it is open again, and what had come is seen. */
    public Side write(Ticket ticket, Side side, String text, Actor.Staff by, String byName) {
        Message message = insert(ticket, side.id(), "", text, by, byName, clock.instant());
        change(side.id(), row -> row.set(SIDE_CONVERSATION.UNSEEN, false).setNull(SIDE_CONVERSATION.CLOSED_AT));
        tell(ticket, side.id(), message.id(), by, "side-written");
        return find(side.id()).orElseThrow();
    }

    private Message insert(
            Ticket ticket, long sideId, String subject, String text, Actor.Staff by, String byName, Instant now) {
        long id = sql.insertInto(MESSAGE)
                .set(MESSAGE.TICKET_ID, ticket.id())
                .set(MESSAGE.SIDE_ID, sideId)
                .set(MESSAGE.KIND, Message.Kind.SIDE.key())
                .set(MESSAGE.AUTHOR, by.key())
                .set(MESSAGE.AUTHOR_NAME, byName)
                .set(MESSAGE.SUBJECT, subject)
                .set(MESSAGE.TEXT, text)
                .set(MESSAGE.CHANNEL, Channel.EMAIL.key())
                .set(MESSAGE.STATE, Message.Delivery.QUEUED.key())
                .set(MESSAGE.CREATED_AT, now)
                .returningResult(MESSAGE.ID)
                .fetchSingle()
                .value1();
        return store.message(id).orElseThrow();
    }

    /** Remembers that a mail with this id belongs to it. */
    public void remember(long sideId, Collection<String> mailIds) {
        mailIds.stream()
                .distinct()
                .forEach(id -> sql.insertInto(SIDE_MAIL)
                        .set(SIDE_MAIL.MAIL_ID, id)
                        .set(SIDE_MAIL.SIDE_ID, sideId)
                        .onConflictDoNothing()
                        .execute());
    }

    /**
     * Files what came back. A person's answer opens it again and is told to whoever has the ticket, follows it or began this; a machine's
     * changes nothing and is told to nobody. The ticket stays as it is, solved or not. Needs {@code SYSTEM}.
     */
    public Tickets.Written heard(Side side, Arrival arrival) {
        Ticket ticket = place(side);
        boolean elsewhere = ticket.id() != side.ticketId();
        long id = store.insertMessage(ticket.id(), Message.Kind.SIDE_ANSWER, side.id(), arrival);
        Tickets.Written written = new Tickets.Written(ticket.id(), id);
        tickets.insertFiles(written, arrival);
        remember(side.id(), Tickets.mailIds(arrival));
        if (ticket.walled()) {
            sealing.seal(ticket.id());
        }
        if (!arrival.automatic()) {
            if (!elsewhere) {
                change(side.id(), row -> row.set(SIDE_CONVERSATION.UNSEEN, true).setNull(SIDE_CONVERSATION.CLOSED_AT));
            }
            announce(side, survivor(ticket), id);
        }
        // By nobody of the household, also where the desk knows whoever wrote as a customer.
        tell(
                ticket,
                side.id(),
                id,
                new Actor.Software("side"),
                arrival.automatic() ? "side-automatic" : "side-answered");
        return written;
    }

    /** Its ticket, or the one into which that was merged where it goes on behind the wall: nothing of what comes is seen outside then. */
    public Ticket place(Side side) {
        Ticket ticket = store.find(side.ticketId()).orElseThrow();
        Ticket goesOn = survivor(ticket);
        return store.lock((goesOn.walled() ? goesOn : ticket).id()).orElseThrow();
    }

    private void announce(Side side, Ticket here, long messageId) {
        Set<Long> told = new LinkedHashSet<>(followers.of(here.id()));
        told.add(side.begunBy());
        if (here.assigneeId() != null) {
            told.add(here.assigneeId());
        }
        told.stream()
                .flatMap(one -> staff.find(one).stream())
                .filter(here::mayBeHeldBy)
                .forEach(one -> notices.sideAnswered(one.id(), here.id(), messageId));
    }

    /** Says that it is done with, or not after all; what had come is seen. */
    public void close(Ticket ticket, Side side, boolean closed, Actor.Staff by) {
        if (side.isOpen() != closed) {
            return;
        }
        change(
                side.id(),
                row -> row.set(SIDE_CONVERSATION.UNSEEN, false)
                        .set(SIDE_CONVERSATION.CLOSED_AT, closed ? clock.instant() : null));
        tell(ticket, side.id(), null, by, closed ? "side-closed" : "side-reopened");
    }

    /** The answer that came was read. */
    public void see(Ticket ticket, Side side) {
        change(side.id(), row -> row.set(SIDE_CONVERSATION.UNSEEN, false));
        wakeups.afterCommit("ticket:" + survivor(ticket).id());
    }

    private void change(
            long sideId,
            java.util.function.Function<
                            UpdateSetStep<SideConversationRecord>, UpdateSetMoreStep<SideConversationRecord>>
                    change) {
        change.apply(sql.update(SIDE_CONVERSATION))
                .where(SIDE_CONVERSATION.ID.eq(sideId))
                .execute();
    }

    /** Numbers alone, on the ticket and where it goes on. */
    private void tell(Ticket ticket, long sideId, @Nullable Long messageId, Actor by, String what) {
        Map<String, Object> detail =
                messageId == null ? Map.of("side", sideId) : Map.of("side", sideId, "message", messageId);
        Instant now = clock.instant();
        Set<Long> all =
                new LinkedHashSet<>(List.of(ticket.id(), survivor(ticket).id()));
        for (long id : all) {
            store.event(id, now, by, what, detail);
            sql.update(TICKET)
                    .set(TICKET.UPDATED_AT, now)
                    .where(TICKET.ID.eq(id))
                    .execute();
            wakeups.afterCommit("ticket:" + id);
        }
        audit.recordTicket(by, what, ticket.id(), "side:" + sideId);
    }

    private List<Side> found(Condition which) {
        List<SideConversationRecord> rows = sql.selectFrom(SIDE_CONVERSATION)
                .where(which)
                .orderBy(SIDE_CONVERSATION.ID)
                .fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<MessageRecord>> messages = sql.selectFrom(MESSAGE)
                .where(MESSAGE.SIDE_ID.in(
                        rows.stream().map(SideConversationRecord::getId).toList()))
                .orderBy(MESSAGE.ID)
                .fetchGroups(MESSAGE.SIDE_ID, it -> it);
        return rows.stream()
                .map(row -> side(row, messages.getOrDefault(row.getId(), List.of())))
                .toList();
    }

    private Side side(SideConversationRecord row, List<MessageRecord> messages) {
        return new Side(
                row.getId(),
                row.getTicketId(),
                new EmailAddress(row.getAddress()),
                row.getBegunBy(),
                row.getBegunAt(),
                row.getClosedAt(),
                row.getUnseen(),
                opened(messages.stream().map(TicketStore::message).toList()));
    }

    /** Where its ticket was merged into one that went behind the wall later, its last messages stand in that. */
    private List<Message> opened(List<Message> messages) {
        return messages.stream().collect(Collectors.groupingBy(Message::ticketId)).values().stream()
                .flatMap(ofOne -> sealed.opened(ofOne).stream())
                .sorted(Comparator.comparing(Message::id))
                .toList();
    }
}
