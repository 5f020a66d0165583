package org.nightlight.channel;

import static nightlight.tables.Tables.PARTICIPANT;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightlight.tables.tables.records.ParticipantRecord;
import org.jooq.DSLContext;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** Who is on conversations besides their requesters. */
@Component
class ParticipantStore {
    private final DSLContext sql;

    ParticipantStore(DSLContext sql) {
        this.sql = sql;
    }

    List<Participant> of(long ticketId) {
        return sql.selectFrom(PARTICIPANT)
                .where(PARTICIPANT.TICKET_ID.eq(ticketId))
                .orderBy(PARTICIPANT.ID)
                .fetch(ParticipantStore::participant);
    }

    Optional<Participant> find(long ticketId, long id) {
        return sql.selectFrom(PARTICIPANT)
                .where(PARTICIPANT.ID.eq(id).and(PARTICIPANT.TICKET_ID.eq(ticketId)))
                .fetchOptional(ParticipantStore::participant);
    }

    /** Nothing happens to somebody who is known on the conversation already. */
    void name(long ticketId, EmailAddress address, Instant at) {
        sql.insertInto(PARTICIPANT)
                .set(PARTICIPANT.TICKET_ID, ticketId)
                .set(PARTICIPANT.ADDRESS, address.value())
                .set(PARTICIPANT.STANDING, key(Participant.Standing.NAMED))
                .set(PARTICIPANT.AT, at)
                .onConflictDoNothing()
                .execute();
    }

    void stand(long id, Participant.Standing standing, Instant at) {
        sql.update(PARTICIPANT)
                .set(PARTICIPANT.STANDING, key(standing))
                .set(PARTICIPANT.AT, at)
                .where(PARTICIPANT.ID.eq(id))
                .execute();
    }

    void forget(long ticketId) {
        sql.deleteFrom(PARTICIPANT).where(PARTICIPANT.TICKET_ID.eq(ticketId)).execute();
    }

    private static Participant participant(ParticipantRecord row) {
        return new Participant(
                row.getId(),
                new EmailAddress(row.getAddress()),
                Participant.Standing.valueOf(row.getStanding().toUpperCase(Locale.ROOT)));
    }

    private static String key(Participant.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }
}
