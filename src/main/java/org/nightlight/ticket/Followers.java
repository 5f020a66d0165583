package org.nightlight.ticket;

import static nightlight.tables.Tables.FOLLOWER;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Who follows a ticket: whoever wants to, and whoever was named in a note. The wall keeps these rows as it keeps the ticket, and nobody
 * who may not have the ticket comes to follow it.
 */
@Component
public class Followers {
    private final DSLContext sql;
    private final Notices notices;
    private final Staff staff;
    private final Wakeups wakeups;
    private final Clock clock;

    Followers(DSLContext sql, Notices notices, Staff staff, Wakeups wakeups, Clock clock) {
        this.sql = sql;
        this.notices = notices;
        this.staff = staff;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** Numbers of members of staff. */
    public Set<Long> of(long ticketId) {
        return new HashSet<>(sql.select(FOLLOWER.STAFF_ID)
                .from(FOLLOWER)
                .where(FOLLOWER.TICKET_ID.eq(ticketId))
                .fetch(FOLLOWER.STAFF_ID));
    }

    /** Does nothing when already so. */
    public void follow(Ticket ticket, StaffMember member) {
        if (ticket.mayBeHeldBy(member)) {
            sql.insertInto(FOLLOWER)
                    .set(FOLLOWER.TICKET_ID, ticket.id())
                    .set(FOLLOWER.STAFF_ID, member.id())
                    .set(FOLLOWER.SINCE, clock.instant())
                    .onConflictDoNothing()
                    .execute();
            wakeups.afterCommit("ticket:" + ticket.id());
        }
    }

    public void unfollow(Ticket ticket, StaffMember member) {
        sql.deleteFrom(FOLLOWER)
                .where(FOLLOWER.TICKET_ID.eq(ticket.id()), FOLLOWER.STAFF_ID.eq(member.id()))
                .execute();
        wakeups.afterCommit("ticket:" + ticket.id());
    }

    /** A note was written: whomever it names follows the ticket from now on, and is told, as far as they may see it now. */
    void noted(Ticket ticket, long messageId, Actor author, String text) {
        if (!(author instanceof Actor.Staff(long writer)) || text.indexOf('@') < 0) {
            return;
        }
        for (StaffMember one : Mentioned.in(
                text, staff.all().stream().filter(StaffMember::active).toList())) {
            if (one.id() != writer && ticket.mayBeHeldBy(one)) {
                follow(ticket, one);
                notices.mentioned(one.id(), ticket.id(), messageId, writer);
            }
        }
    }
}
