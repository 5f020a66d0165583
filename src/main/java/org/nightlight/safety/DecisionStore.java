package org.nightlight.safety;

import static nightlight.tables.Tables.HELD_FILE_MARK;
import static nightlight.tables.Tables.SAFETY_CASE;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people decided of a case, as it stands in the case's own row. */
@Component
class DecisionStore {
    private final DSLContext sql;

    DecisionStore(DSLContext sql) {
        this.sql = sql;
    }

    Decisions of(long caseId) {
        return sql.selectFrom(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(caseId))
                .fetchSingle(row -> new Decisions(
                        Suspect.ofKey(row.getSuspect()),
                        row.getSuspectStaffId(),
                        SafeChannel.ofKey(row.getSafeChannel()),
                        row.getJurisdiction(),
                        row.getOwnerId(),
                        row.getSecondId()));
    }

    /** Whoever of the case is suspected works on it no more. */
    void suspect(long caseId, Suspect suspect, @Nullable Long staffId) {
        Decisions now = of(caseId);
        boolean owns = staffId != null && staffId.equals(now.ownerId());
        boolean stands = staffId != null && staffId.equals(now.secondId());
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.SUSPECT, suspect.key())
                .set(SAFETY_CASE.SUSPECT_STAFF_ID, staffId)
                .set(SAFETY_CASE.OWNER_ID, owns ? null : now.ownerId())
                .set(SAFETY_CASE.SECOND_ID, stands ? null : now.secondId())
                .where(SAFETY_CASE.ID.eq(caseId))
                .execute();
    }

    void safeChannel(long caseId, SafeChannel channel) {
        set(caseId, SAFETY_CASE.SAFE_CHANNEL, channel.key());
    }

    void jurisdiction(long caseId, String code) {
        set(caseId, SAFETY_CASE.JURISDICTION, code);
    }

    void level(long caseId, Level level) {
        set(caseId, SAFETY_CASE.LEVEL, level.name());
    }

    void people(long caseId, @Nullable Long ownerId, @Nullable Long secondId) {
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.OWNER_ID, ownerId)
                .set(SAFETY_CASE.SECOND_ID, secondId)
                .where(SAFETY_CASE.ID.eq(caseId))
                .execute();
    }

    /** Owners of cases, by case. */
    Map<Long, Long> owners(Long[] caseIds) {
        return sql.select(SAFETY_CASE.ID, SAFETY_CASE.OWNER_ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(org.jooq.impl.DSL.any(caseIds)))
                .and(SAFETY_CASE.OWNER_ID.isNotNull())
                .fetchMap(SAFETY_CASE.ID, SAFETY_CASE.OWNER_ID);
    }

    /** Who is suspected in the ticket's case; at most one. */
    Set<Long> suspected(long ticketId) {
        return new HashSet<>(Arrays.asList(sql.select(SAFETY_CASE.SUSPECT_STAFF_ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.TICKET_ID.eq(ticketId))
                .and(SAFETY_CASE.SUSPECT_STAFF_ID.isNotNull())
                .fetchArray(SAFETY_CASE.SUSPECT_STAFF_ID)));
    }

    /** Whether a person has marked a file of the case as what may show the abuse of a child. */
    boolean hasMarkedFile(long caseId) {
        return sql.fetchExists(HELD_FILE_MARK, HELD_FILE_MARK.CASE_ID.eq(caseId));
    }

    private <T> void set(long caseId, Field<T> field, T value) {
        sql.update(SAFETY_CASE)
                .set(field, value)
                .where(SAFETY_CASE.ID.eq(caseId))
                .execute();
    }
}
