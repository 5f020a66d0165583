package org.nightlight.privacy;

import static nightlight.tables.Tables.ERASURE;
import static nightlight.tables.Tables.ERASURE_COUNT;
import static nightlight.tables.Tables.ERASURE_HOLD;
import static nightlight.tables.Tables.ERASURE_STEP;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nightlight.tables.tables.records.ErasureHoldRecord;
import nightlight.tables.tables.records.ErasureRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of erasures, their steps, and what was set aside. */
@Component
class ErasureStore {
    private final DSLContext sql;

    ErasureStore(DSLContext sql) {
        this.sql = sql;
    }

    long insert(
            @Nullable Long customer,
            @Nullable Long household,
            @Nullable Long parent,
            Erasure.State state,
            @Nullable Long by,
            Instant at,
            Instant due) {
        return sql.insertInto(ERASURE)
                .set(ERASURE.CUSTOMER_ID, customer)
                .set(ERASURE.HOUSEHOLD_ID, household)
                .set(ERASURE.FOR_ID, parent)
                .set(ERASURE.STATE, state.key())
                .set(ERASURE.ASKED_AT, at)
                .set(ERASURE.ASKED_BY, by)
                .set(ERASURE.DUE_AT, due)
                .set(ERASURE.NOT_BEFORE, due)
                .returningResult(ERASURE.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Erasure> openOf(@Nullable Long customer, @Nullable Long household) {
        return sql.selectFrom(ERASURE)
                .where(ERASURE.STATE.in("review", "waiting", "running"))
                .and(customer == null ? ERASURE.HOUSEHOLD_ID.eq(household) : ERASURE.CUSTOMER_ID.eq(customer))
                .fetchOptional()
                .map(this::read);
    }

    Optional<Erasure> find(long id) {
        return sql.selectFrom(ERASURE).where(ERASURE.ID.eq(id)).fetchOptional().map(this::read);
    }

    Optional<ErasureRecord> lock(long id) {
        return sql.selectFrom(ERASURE).where(ERASURE.ID.eq(id)).forUpdate().fetchOptional();
    }

    List<Erasure> latest(int limit) {
        return sql.selectFrom(ERASURE)
                .orderBy(ERASURE.ID.desc())
                .limit(limit)
                .fetch()
                .map(this::read);
    }

    /** One that is due, held by this transaction: whoever dies lets it go. */
    Optional<ErasureRecord> claim(Instant now) {
        return sql.selectFrom(ERASURE)
                .where(ERASURE.STATE.in("waiting", "running").and(ERASURE.NOT_BEFORE.le(now)))
                .orderBy(ERASURE.NOT_BEFORE, ERASURE.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional();
    }

    void review(long id, long by, String why, Instant at, Erasure.State state, Instant due) {
        sql.update(ERASURE)
                .set(ERASURE.STATE, state.key())
                .set(ERASURE.REVIEWED_BY, by)
                .set(ERASURE.REVIEWED_AT, at)
                .set(ERASURE.REVIEW, why)
                .set(ERASURE.DUE_AT, due)
                .set(ERASURE.NOT_BEFORE, due)
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    void decline(long id, Instant at) {
        sql.update(ERASURE)
                .set(ERASURE.STATE, Erasure.State.DECLINED.key())
                .set(ERASURE.NOT_BEFORE, at)
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    void begin(long id, Scope scope, List<PersonalData> parts, List<Holding> holdings) {
        sql.update(ERASURE)
                .set(ERASURE.STATE, Erasure.State.RUNNING.key())
                .set(ERASURE.PEOPLE, ids(scope.people()))
                .set(ERASURE.TICKETS, ids(scope.tickets()))
                .set(ERASURE.ARRIVALS, ids(scope.arrivals()))
                .where(ERASURE.ID.eq(id))
                .execute();
        for (PersonalData part : parts) {
            sql.insertInto(ERASURE_STEP)
                    .set(ERASURE_STEP.ERASURE_ID, id)
                    .set(ERASURE_STEP.RANK, part.rank())
                    .set(ERASURE_STEP.ROOM, part.room())
                    .execute();
        }
        for (Holding holding : holdings) {
            sql.insertInto(ERASURE_COUNT)
                    .set(ERASURE_COUNT.ERASURE_ID, id)
                    .set(ERASURE_COUNT.PLACE, holding.place())
                    .set(ERASURE_COUNT.RECORD_CLASS, holding.recordClass())
                    .set(ERASURE_COUNT.NUMBER, holding.number())
                    .execute();
        }
    }

    static Scope scope(ErasureRecord row) {
        return new Scope(
                Set.of(row.getPeople()), row.getHouseholdId(), Set.of(row.getTickets()), Set.of(row.getArrivals()));
    }

    /** The rank of the next step that is not done; empty when all are. */
    Optional<Integer> nextStep(long id) {
        return sql.select(ERASURE_STEP.RANK)
                .from(ERASURE_STEP)
                .where(ERASURE_STEP.ERASURE_ID.eq(id).and(ERASURE_STEP.DONE_ON.isNull()))
                .orderBy(ERASURE_STEP.RANK)
                .limit(1)
                .fetchOptional(ERASURE_STEP.RANK);
    }

    void stepDone(long id, int rank, LocalDate day) {
        sql.update(ERASURE_STEP)
                .set(ERASURE_STEP.DONE_ON, day)
                .where(ERASURE_STEP.ERASURE_ID.eq(id).and(ERASURE_STEP.RANK.eq(rank)))
                .execute();
    }

    record Step(String room, LocalDate day) {}

    List<Step> steps(long id) {
        return sql.selectFrom(ERASURE_STEP)
                .where(ERASURE_STEP.ERASURE_ID.eq(id))
                .orderBy(ERASURE_STEP.RANK)
                .fetch(row -> new Step(row.getRoom(), row.getDoneOn()));
    }

    void later(long id, Instant notBefore) {
        sql.update(ERASURE)
                .set(ERASURE.NOT_BEFORE, notBefore)
                .set(ERASURE.ATTEMPTS, ERASURE.ATTEMPTS.plus(1))
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    void certify(long id, String certificate, String sha256, LocalDate day) {
        sql.update(ERASURE)
                .set(ERASURE.STATE, Erasure.State.DONE.key())
                .setNull(ERASURE.CUSTOMER_ID)
                .setNull(ERASURE.HOUSEHOLD_ID)
                .setNull(ERASURE.FOR_ID)
                .set(ERASURE.REVIEW, "")
                .set(ERASURE.PEOPLE, new Long[0])
                .set(ERASURE.TICKETS, new Long[0])
                .set(ERASURE.ARRIVALS, new Long[0])
                .set(ERASURE.CERTIFICATE, certificate)
                .set(ERASURE.SHA256, sha256)
                .set(ERASURE.DONE_ON, day)
                .where(ERASURE.ID.eq(id))
                .execute();
    }

    int deleteCertificates(Instant before, int limit) {
        return sql.deleteFrom(ERASURE)
                .where(ERASURE.ID.in(select(ERASURE.ID)
                        .from(ERASURE)
                        .where(ERASURE.STATE.in("done", "declined").and(ERASURE.NOT_BEFORE.lt(before)))
                        .orderBy(ERASURE.ID)
                        .limit(limit)))
                .execute();
    }

    boolean isSetAside(long erasure) {
        return sql.fetchExists(ERASURE_HOLD, ERASURE_HOLD.ERASURE_ID.eq(erasure));
    }

    long insertHold(@Nullable Long erasure, Set<Long> about, Scope scope, Instant at) {
        return sql.insertInto(ERASURE_HOLD)
                .set(ERASURE_HOLD.ERASURE_ID, erasure)
                .set(ERASURE_HOLD.ABOUT, ids(about))
                .set(ERASURE_HOLD.PEOPLE, ids(scope.people()))
                .set(ERASURE_HOLD.HOUSEHOLD_ID, scope.household())
                .set(ERASURE_HOLD.TICKETS, ids(scope.tickets()))
                .set(ERASURE_HOLD.ARRIVALS, ids(scope.arrivals()))
                .set(ERASURE_HOLD.HELD_AT, at)
                .set(ERASURE_HOLD.LOOK_AT, at)
                .returningResult(ERASURE_HOLD.ID)
                .fetchSingle()
                .value1();
    }

    List<ErasureHoldRecord> holds(int limit) {
        return sql.selectFrom(ERASURE_HOLD)
                .orderBy(ERASURE_HOLD.DONE_AT.desc().nullsFirst(), ERASURE_HOLD.ID)
                .limit(limit)
                .fetch();
    }

    Optional<ErasureHoldRecord> lockHold(long id) {
        return sql.selectFrom(ERASURE_HOLD)
                .where(ERASURE_HOLD.ID.eq(id).and(ERASURE_HOLD.DONE_AT.isNull()))
                .forUpdate()
                .fetchOptional();
    }

    /** One to be looked at, held by this transaction. Not before its erasure has set everything aside. */
    Optional<ErasureHoldRecord> claimHold(Instant now) {
        return sql.selectFrom(ERASURE_HOLD)
                .where(ERASURE_HOLD.DONE_AT.isNull().and(ERASURE_HOLD.LOOK_AT.le(now)))
                .and(ERASURE_HOLD
                        .ERASURE_ID
                        .isNull()
                        .or(ERASURE_HOLD.ERASURE_ID.in(
                                select(ERASURE.ID).from(ERASURE).where(ERASURE.STATE.eq("done")))))
                .orderBy(ERASURE_HOLD.LOOK_AT, ERASURE_HOLD.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional();
    }

    private Erasure read(ErasureRecord row) {
        return new Erasure(
                row.getId(),
                row.getCustomerId(),
                row.getHouseholdId(),
                Erasure.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getAskedAt(),
                row.getAskedBy(),
                row.getDueAt(),
                sql.selectFrom(ERASURE_COUNT)
                        .where(ERASURE_COUNT.ERASURE_ID.eq(row.getId()))
                        .orderBy(ERASURE_COUNT.RECORD_CLASS, ERASURE_COUNT.PLACE)
                        .fetch(count -> new Erasure.Count(count.getPlace(), count.getRecordClass(), count.getNumber())),
                row.getCertificate(),
                row.getSha256(),
                row.getDoneOn());
    }

    static Long[] ids(Collection<Long> ids) {
        return ids.stream().sorted().toArray(Long[]::new);
    }
}
