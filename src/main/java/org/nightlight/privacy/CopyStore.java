package org.nightlight.privacy;

import static nightlight.tables.Tables.PERSONAL_COPY;
import static nightlight.tables.Tables.PERSONAL_COPY_PIECE;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Takes copies away again: when a wall rises, when somebody is erased, when their time is over. */
@Component
public class CopyStore {
    private final DSLContext sql;

    CopyStore(DSLContext sql) {
        this.sql = sql;
    }

    /** A wall rises around this conversation: copies that hold words of it are taken back and made anew without them. */
    public void takeBack(long ticket) {
        forget(sql.select(PERSONAL_COPY.ID)
                .from(PERSONAL_COPY)
                .where(arrayOverlap(PERSONAL_COPY.TICKETS, val(new Long[] {ticket})))
                .fetchSet(PERSONAL_COPY.ID));
    }

    private void forget(Set<Long> ids) {
        sql.deleteFrom(PERSONAL_COPY_PIECE)
                .where(PERSONAL_COPY_PIECE.COPY_ID.in(ids))
                .execute();
        sql.update(PERSONAL_COPY)
                .set(PERSONAL_COPY.STATE, "waiting")
                .set(PERSONAL_COPY.DONE_RANK, 0)
                .set(PERSONAL_COPY.TICKETS, new Long[0])
                .setNull(PERSONAL_COPY.JSON)
                .setNull(PERSONAL_COPY.PDF)
                .setNull(PERSONAL_COPY.READY_AT)
                .where(PERSONAL_COPY.ID.in(ids))
                .execute();
    }

    /** Of people or conversations that are being erased. */
    void erase(Scope scope) {
        var whose = PERSONAL_COPY
                .CUSTOMER_ID
                .in(scope.people())
                .or(arrayOverlap(PERSONAL_COPY.TICKETS, val(ErasureStore.ids(scope.tickets()))));
        sql.deleteFrom(PERSONAL_COPY)
                .where(scope.household() == null ? whose : whose.or(PERSONAL_COPY.HOUSEHOLD_ID.eq(scope.household())))
                .execute();
    }

    int deleteOver(Instant before, int limit) {
        return sql.deleteFrom(PERSONAL_COPY)
                .where(PERSONAL_COPY.ID.in(select(PERSONAL_COPY.ID)
                        .from(PERSONAL_COPY)
                        .where(PERSONAL_COPY.ASKED_AT.lt(before))
                        .orderBy(PERSONAL_COPY.ID)
                        .limit(limit)))
                .execute();
    }

    long count(Scope scope) {
        return sql.fetchCount(
                PERSONAL_COPY,
                scope.household() == null
                        ? PERSONAL_COPY.CUSTOMER_ID.in(scope.people())
                        : PERSONAL_COPY
                                .CUSTOMER_ID
                                .in(scope.people())
                                .or(PERSONAL_COPY.HOUSEHOLD_ID.eq(scope.household())));
    }
}
