package org.nightlight.safety;

import static nightlight.tables.Tables.REREAD;
import static nightlight.tables.Tables.TICKET;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Some of the messages in which nothing was found are read by a person all the same, so that what screening misses is seen.
 * Which ones, a hash under the desk's own secret decides: the same ones for every process, and nobody who writes can know.
 */
@Component
public class Rereading {
    private final DSLContext sql;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;
    private volatile @Nullable SecretKeySpec key;

    public Rereading(DSLContext sql, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.sql = sql;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** A message that waits to be read. */
    public record Waiting(long messageId, long ticketId, Instant chosenAt) {}

    public enum Answer {
        /** There is nothing in it. */
        RIGHT,
        /** It speaks of a child in danger. */
        MISSED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Belongs into the transaction that keeps the verdict. */
    void judged(long ticketId, long messageId, Verdict verdict) {
        if (verdict.level() == Level.S0 && !verdict.held() && isChosen(messageId)) {
            sql.insertInto(REREAD)
                    .set(REREAD.MESSAGE_ID, messageId)
                    .set(REREAD.TICKET_ID, ticketId)
                    .set(REREAD.CHOSEN_AT, clock.instant())
                    .execute();
        }
    }

    /** The oldest first; not those whose ticket is behind the wall by now, since people read it there. */
    public List<Waiting> waiting(int limit) {
        return sql.select(REREAD.MESSAGE_ID, REREAD.TICKET_ID, REREAD.CHOSEN_AT)
                .from(REREAD)
                .join(TICKET)
                .on(TICKET.ID.eq(REREAD.TICKET_ID))
                .where(REREAD.ANSWER.isNull().and(TICKET.WALLED.isFalse()))
                .orderBy(REREAD.CHOSEN_AT, REREAD.MESSAGE_ID)
                .limit(limit)
                .fetch(row -> new Waiting(row.value1(), row.value2(), row.value3()));
    }

    /** The ticket of a message whose reading was just answered; empty when it does not wait. Opens no case by itself. */
    public Optional<Long> answer(long messageId, Answer answer, Actor.Staff by) {
        Optional<Long> ticket = sql.update(REREAD)
                .set(REREAD.ANSWER, answer.key())
                .set(REREAD.READ_AT, clock.instant())
                .set(REREAD.READ_BY, by.id())
                .where(REREAD.MESSAGE_ID.eq(messageId).and(REREAD.ANSWER.isNull()))
                .returning(REREAD.TICKET_ID)
                .fetchOptional(REREAD.TICKET_ID);
        ticket.ifPresent(id -> audit.recordWalled(by, "reread", "message:" + messageId, id, answer.key()));
        return ticket;
    }

    boolean isChosen(long messageId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            byte[] drawn = mac.doFinal(("reread " + messageId).getBytes(StandardCharsets.UTF_8));
            long place = Integer.toUnsignedLong(ByteBuffer.wrap(drawn).getInt());
            int share = playbooks.current().playbook().safety().watch().rereadPerThousand();
            return place * 1_000 < share * (1L << 32);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] secret = sql.fetchSingle("select secret from instance").get(0, byte[].class);
            known = new SecretKeySpec(secret, "HmacSHA256");
            key = known;
        }
        return known;
    }
}
