package org.nightlight.ticket;

import static nightlight.tables.Tables.NOTICE;
import static nightlight.tables.Tables.STAFF_MEMBER;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * What members of staff are told of each other's work and by rules of the desk: a mention in a note, a ticket or a task that somebody gave
 * them, a ticket that a rule has them look at. The wall keeps each as it keeps its ticket, also one that was told before the wall stood.
 */
@Component
public class Notices {
    /** Told to other threads and processes when a mail may be due. */
    public static final String WAITING = "notice-waits";

    private final DSLContext sql;
    private final Wakeups wakeups;
    private final Clock clock;

    Notices(DSLContext sql, Wakeups wakeups, Clock clock) {
        this.sql = sql;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** Why somebody is told. */
    public enum Kind {
        MENTIONED,
        ASSIGNED,
        TASK,
        /** Somebody outside answered in a side conversation. */
        SIDE_ANSWER,
        RULE,
        /** Rules set each other off in a circle and were stopped. */
        RULES_STOPPED;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * That {@code by} named somebody in a note, that a rule of that name tells them, or that somebody outside answered in a side
     * conversation. {@code subject} as the ticket has it.
     *
     * @param messageId the note or the answer; null where a rule tells
     */
    public record Mention(
            long id,
            Kind kind,
            long ticketId,
            @Nullable Long messageId,
            String subject,
            String by,
            Instant at,
            boolean seen) {}

    /** Mentions of one person and what rules tell them, the latest first, as far as they may see the tickets now. */
    public List<Mention> mentions(long staffId, int most) {
        return mentions(NOTICE.STAFF_ID.eq(staffId), most);
    }

    private List<Mention> mentions(Condition which, int most) {
        return sql.select(
                        NOTICE.ID,
                        NOTICE.KIND,
                        NOTICE.TICKET_ID,
                        NOTICE.MESSAGE_ID,
                        TICKET.SUBJECT,
                        coalesce(STAFF_MEMBER.NAME, NOTICE.SAID),
                        NOTICE.AT,
                        NOTICE.SEEN_AT)
                .from(NOTICE)
                .join(TICKET)
                .on(TICKET.ID.eq(NOTICE.TICKET_ID))
                .leftJoin(STAFF_MEMBER)
                .on(STAFF_MEMBER.ID.eq(NOTICE.BY_ID))
                .where(which, NOTICE.KIND.notIn(Kind.ASSIGNED.key(), Kind.TASK.key()))
                .orderBy(NOTICE.ID.desc())
                .limit(most)
                .fetch(row -> new Mention(
                        row.value1(),
                        Kind.ofKey(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8() != null));
    }

    /** Marks one as seen; where it leads, empty when there is none such for this person. */
    public Optional<Mention> see(long id, long staffId) {
        Optional<Mention> found = mentions(NOTICE.ID.eq(id).and(NOTICE.STAFF_ID.eq(staffId)), 1).stream()
                .findFirst();
        found.ifPresent(one -> sql.update(NOTICE)
                .set(NOTICE.SEEN_AT, clock.instant())
                .where(NOTICE.ID.eq(id), NOTICE.SEEN_AT.isNull())
                .execute());
        return found;
    }

    public void seeAll(long staffId) {
        sql.update(NOTICE)
                .set(NOTICE.SEEN_AT, clock.instant())
                .where(NOTICE.STAFF_ID.eq(staffId), NOTICE.SEEN_AT.isNull())
                .execute();
    }

    void mentioned(long staffId, long ticketId, long messageId, long by) {
        tell(staffId, Kind.MENTIONED, ticketId, messageId, by, "", null);
        wakeups.afterCommit(new Told(Told.What.MENTIONED, staffId, ticketId, messageId).word());
    }

    /** Stands in that person's own list anyway, so that only a mail may be due; none where the software gave it. */
    void assigned(long staffId, Ticket ticket, Actor by) {
        if (by instanceof Actor.Staff(long giver)) {
            tell(staffId, Kind.ASSIGNED, ticket.id(), null, giver, "", clock.instant());
        }
        wakeups.afterCommit(new Told(Told.What.ASSIGNED, staffId, ticket.id(), ticket.version()).word());
    }

    /** The customer wrote; what a machine wrote is told to nobody. */
    void answered(Ticket ticket, long messageId) {
        Long holder = ticket.assigneeId();
        if (holder != null) {
            wakeups.afterCommit(new Told(Told.What.ANSWERED, holder, ticket.id(), messageId).word());
        }
    }

    /** Stands in that person's own list of tasks anyway. */
    void task(long staffId, long ticketId, long taskId, long by) {
        tell(staffId, Kind.TASK, ticketId, null, by, "", clock.instant());
        wakeups.afterCommit(new Told(Told.What.TASK, staffId, ticketId, taskId).word());
    }

    /** Somebody outside answered in a side conversation. */
    void sideAnswered(long staffId, long ticketId, long messageId) {
        tell(staffId, Kind.SIDE_ANSWER, ticketId, messageId, null, "", null);
        wakeups.afterCommit(new Told(Told.What.SIDE, staffId, ticketId, messageId).word());
    }

    /**
     * A rule of this name tells somebody to look at the ticket, or that it was part of a circle. Not told again while the last is unseen.
     */
    public void ruled(long staffId, Kind kind, long ticketId, String rule) {
        boolean told = sql.fetchExists(
                NOTICE,
                NOTICE.STAFF_ID.eq(staffId),
                NOTICE.TICKET_ID.eq(ticketId),
                NOTICE.KIND.eq(kind.key()),
                NOTICE.SAID.eq(rule),
                NOTICE.SEEN_AT.isNull());
        if (!told) {
            tell(staffId, kind, ticketId, null, null, rule, null);
        }
    }

    private void tell(
            long staffId,
            Kind kind,
            long ticketId,
            @Nullable Long messageId,
            @Nullable Long by,
            String said,
            @Nullable Instant seen) {
        sql.insertInto(NOTICE)
                .set(NOTICE.STAFF_ID, staffId)
                .set(NOTICE.KIND, kind.key())
                .set(NOTICE.TICKET_ID, ticketId)
                .set(NOTICE.MESSAGE_ID, messageId)
                .set(NOTICE.BY_ID, by)
                .set(NOTICE.SAID, said)
                .set(NOTICE.AT, clock.instant())
                .set(NOTICE.SEEN_AT, seen)
                .set(NOTICE.MAIL_WAITS, true)
                .execute();
        wakeups.afterCommit(WAITING);
    }

    /** Notices of one person for which it has not been decided whether a mail goes out. */
    public record Waiting(long staffId, List<Long> ids) {}

    /** Of whoever waits longest. Needs {@code SYSTEM}. */
    public Optional<Waiting> waiting() {
        return sql.select(NOTICE.STAFF_ID)
                .from(NOTICE)
                .where(NOTICE.MAIL_WAITS)
                .orderBy(NOTICE.ID)
                .limit(1)
                .fetchOptional(NOTICE.STAFF_ID)
                .map(staffId -> new Waiting(
                        staffId,
                        sql.select(NOTICE.ID)
                                .from(NOTICE)
                                .where(NOTICE.STAFF_ID.eq(staffId), NOTICE.MAIL_WAITS.isTrue())
                                .orderBy(NOTICE.ID)
                                .limit(1_000)
                                .fetch(NOTICE.ID)));
    }

    /** Those of them whose tickets this clearance sees. */
    public Set<Long> seen(Waiting waiting) {
        return new HashSet<>(sql.select(NOTICE.ID)
                .from(NOTICE)
                .where(NOTICE.ID.eq(any(waiting.ids().toArray(Long[]::new))))
                .fetch(NOTICE.ID));
    }

    /** @param walled whether the ticket is behind the wall now */
    public record Taken(long id, Kind kind, long ticketId, boolean walled) {}

    /**
     * Those of them that nobody took meanwhile; they wait no more. A mail for them belongs into the same transaction. Needs
     * {@code SYSTEM}.
     */
    public List<Taken> take(Waiting waiting) {
        return sql
                .update(NOTICE)
                .set(NOTICE.MAIL_WAITS, false)
                .from(TICKET)
                .where(NOTICE.ID.eq(any(waiting.ids().toArray(Long[]::new))), NOTICE.MAIL_WAITS.isTrue())
                .and(TICKET.ID.eq(NOTICE.TICKET_ID))
                .returningResult(NOTICE.ID, NOTICE.KIND, NOTICE.TICKET_ID, TICKET.WALLED)
                .fetch(row -> new Taken(row.value1(), Kind.ofKey(row.value2()), row.value3(), row.value4()))
                .stream()
                .sorted(Comparator.comparing(Taken::id))
                .toList();
    }
}
