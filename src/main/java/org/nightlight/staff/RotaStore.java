package org.nightlight.staff;

import static nightlight.tables.Tables.ON_CALL_SHIFT;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nightlight.tables.tables.records.OnCallShiftRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The SQL of the rota. */
final class RotaStore {
    private final DSLContext sql;
    private final StaffStore staff;

    RotaStore(DSLContext sql) {
        this.sql = sql;
        this.staff = new StaffStore(sql);
    }

    void insert(long staffId, Shift.Place place, Instant from, Instant to) {
        sql.insertInto(ON_CALL_SHIFT)
                .set(ON_CALL_SHIFT.STAFF_ID, staffId)
                .set(ON_CALL_SHIFT.PLACE, place.key())
                .set(ON_CALL_SHIFT.STARTS_AT, from)
                .set(ON_CALL_SHIFT.ENDS_AT, to)
                .execute();
    }

    void update(long id, long staffId, Shift.Place place, Instant from, Instant to) {
        sql.update(ON_CALL_SHIFT)
                .set(ON_CALL_SHIFT.STAFF_ID, staffId)
                .set(ON_CALL_SHIFT.PLACE, place.key())
                .set(ON_CALL_SHIFT.STARTS_AT, from)
                .set(ON_CALL_SHIFT.ENDS_AT, to)
                .where(ON_CALL_SHIFT.ID.eq(id))
                .execute();
    }

    void delete(long id) {
        sql.deleteFrom(ON_CALL_SHIFT).where(ON_CALL_SHIFT.ID.eq(id)).execute();
    }

    Optional<Shift> find(long id) {
        return shifts(ON_CALL_SHIFT.ID.eq(id)).stream().findFirst();
    }

    /** Shifts that have a part in the span, by their beginning. */
    List<Shift> between(Instant from, Instant to) {
        return shifts(ON_CALL_SHIFT.ENDS_AT.gt(from).and(ON_CALL_SHIFT.STARTS_AT.lt(to)));
    }

    private List<Shift> shifts(Condition which) {
        List<OnCallShiftRecord> rows = sql.selectFrom(ON_CALL_SHIFT)
                .where(which)
                .orderBy(ON_CALL_SHIFT.STARTS_AT, ON_CALL_SHIFT.PLACE.desc(), ON_CALL_SHIFT.ID)
                .fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, StaffMember> people =
                staff
                        .find(rows.stream()
                                .map(OnCallShiftRecord::getStaffId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(StaffMember::id, member -> member));
        return rows.stream()
                .map(row -> new Shift(
                        row.getId(),
                        Objects.requireNonNull(people.get(row.getStaffId())),
                        Shift.Place.ofKey(row.getPlace()),
                        row.getStartsAt(),
                        row.getEndsAt()))
                .toList();
    }
}
