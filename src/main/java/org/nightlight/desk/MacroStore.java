package org.nightlight.desk;

import static nightlight.tables.Tables.MACRO;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.MacroRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;
import org.springframework.stereotype.Component;

/** The macros that are kept. Somebody else's own are not there. */
@Component
class MacroStore {
    /** So many of one person, and so many for everybody: more do not fit a menu. */
    static final int MOST = 100;

    /** How long one that was taken away can be brought back. */
    static final Duration GONE = Duration.ofDays(30);

    private final DSLContext sql;

    MacroStore(DSLContext sql) {
        this.sql = sql;
    }

    /** Everybody's first, each kind by place. */
    List<Macro> of(long staffId) {
        return sql.selectFrom(MACRO)
                .where(seenBy(staffId), MACRO.REMOVED_AT.isNull())
                .orderBy(MACRO.OWNER_ID.isNotNull(), MACRO.PLACE, MACRO.ID)
                .fetch(MacroStore::macro);
    }

    /** Those that were taken away since, the latest first. */
    List<Macro> gone(long staffId, Instant since) {
        return sql.selectFrom(MACRO)
                .where(seenBy(staffId), MACRO.REMOVED_AT.ge(since))
                .orderBy(MACRO.REMOVED_AT.desc(), MACRO.ID)
                .fetch(MacroStore::macro);
    }

    Optional<Macro> find(long id, long staffId) {
        return sql.selectFrom(MACRO)
                .where(MACRO.ID.eq(id), seenBy(staffId), MACRO.REMOVED_AT.isNull())
                .fetchOptional(MacroStore::macro);
    }

    /** Keeps a macro in the last place; empty when there are {@link #MOST} of its kind. Its number and place are not read. */
    Optional<Long> insert(Macro macro, long by, Instant now) {
        if (isFull(macro)) {
            return Optional.empty();
        }
        Integer last = sql.select(DSL.max(MACRO.PLACE))
                .from(MACRO)
                .where(besides(macro))
                .fetchOne(0, Integer.class);
        return Optional.of(sql.insertInto(MACRO)
                .set(MACRO.OWNER_ID, macro.ownerId())
                .set(MACRO.NAME, macro.name())
                .set(MACRO.KIND, kind(macro.kind()))
                .set(MACRO.TEXT, macro.text())
                .set(MACRO.DOES, macro.doing().text())
                .set(MACRO.PLACE, last == null ? 1 : last + 1)
                .set(MACRO.CREATED_BY, by)
                .set(MACRO.CREATED_AT, now)
                .returning(MACRO.ID)
                .fetchSingle(MACRO.ID));
    }

    /** All but whose it is. */
    void update(Macro macro) {
        sql.update(MACRO)
                .set(MACRO.NAME, macro.name())
                .set(MACRO.KIND, kind(macro.kind()))
                .set(MACRO.TEXT, macro.text())
                .set(MACRO.DOES, macro.doing().text())
                .set(MACRO.PLACE, macro.place())
                .where(MACRO.ID.eq(macro.id()))
                .execute();
    }

    /** Takes it away, and forgets those that were taken away long ago. */
    void remove(long id, Instant now) {
        sql.update(MACRO).set(MACRO.REMOVED_AT, now).where(MACRO.ID.eq(id)).execute();
        sql.deleteFrom(MACRO).where(MACRO.REMOVED_AT.lt(now.minus(GONE))).execute();
    }

    /** False when there are {@link #MOST} of its kind by now. */
    boolean bringBack(Macro macro) {
        if (isFull(macro)) {
            return false;
        }
        sql.update(MACRO)
                .setNull(MACRO.REMOVED_AT)
                .where(MACRO.ID.eq(macro.id()))
                .execute();
        return true;
    }

    private boolean isFull(Macro macro) {
        // Two who keep one at the same moment come one after the other.
        sql.execute("select pg_advisory_xact_lock(hashtext('macro'))");
        return sql.fetchCount(MACRO, besides(macro)) >= MOST;
    }

    private static Condition besides(Macro macro) {
        return (macro.ownerId() == null ? MACRO.OWNER_ID.isNull() : MACRO.OWNER_ID.eq(macro.ownerId()))
                .and(MACRO.REMOVED_AT.isNull());
    }

    private static Condition seenBy(long staffId) {
        return MACRO.OWNER_ID.isNull().or(MACRO.OWNER_ID.eq(staffId));
    }

    private static String kind(Drafts.Kind kind) {
        return kind == Drafts.Kind.NOTE ? "note" : "reply";
    }

    private static Macro macro(MacroRecord row) {
        return new Macro(
                row.getId(),
                row.getOwnerId(),
                row.getName(),
                row.getKind().equals("note") ? Drafts.Kind.NOTE : Drafts.Kind.REPLY,
                row.getText(),
                Doing.read(row.getDoes()),
                row.getPlace());
    }
}
