package org.nightlight.privacy;

import static nightlight.tables.Tables.AGE_STATEMENT;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/** The SQL of what was said about ages. */
@Component
class AgeStore {
    private final DSLContext sql;

    AgeStore(DSLContext sql) {
        this.sql = sql;
    }

    List<AgeStatement> of(long customerId) {
        return of(AGE_STATEMENT.CUSTOMER_ID.eq(customerId));
    }

    /** Those that the desk may see, whoever asks. */
    List<AgeStatement> outsideTheWall(long customerId) {
        return of(AGE_STATEMENT
                .CUSTOMER_ID
                .eq(customerId)
                .and(AGE_STATEMENT
                        .WALLED
                        .isFalse()
                        .or(exists(selectOne()
                                .from(TICKET)
                                .where(TICKET.ID.eq(AGE_STATEMENT.TICKET_ID).and(TICKET.WALLED.isFalse()))))));
    }

    private List<AgeStatement> of(Condition which) {
        return sql.selectFrom(AGE_STATEMENT)
                .where(which)
                .orderBy(AGE_STATEMENT.ID)
                .fetch(row -> new AgeStatement(
                        AgeState.ofKey(row.getBand()),
                        AgeStatement.Source.valueOf(row.getSource().toUpperCase(Locale.ROOT)),
                        Actor.ofKey(row.getActor()),
                        row.getAt(),
                        row.getReason()));
    }

    void insert(long customerId, AgeStatement said, long ticketId, boolean walled) {
        sql.insertInto(AGE_STATEMENT)
                .set(AGE_STATEMENT.CUSTOMER_ID, customerId)
                .set(AGE_STATEMENT.BAND, said.band().key())
                .set(AGE_STATEMENT.SOURCE, said.source().key())
                .set(AGE_STATEMENT.ACTOR, said.actor().key())
                .set(AGE_STATEMENT.AT, said.at())
                .set(AGE_STATEMENT.TICKET_ID, ticketId)
                .set(AGE_STATEMENT.WALLED, walled)
                .set(AGE_STATEMENT.REASON, said.reason())
                .execute();
    }
}
