package org.nightlight.staff;

import static nightlight.tables.Tables.STAFF_MEMBER;
import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * Until when people are trained to judge safety cases. An admin keeps the date; it runs out by itself. Nobody judges a case
 * by role alone: whoever is new, or whose date is over, is not trained.
 */
@Component
public class Training {
    private final Database database;
    private final DSLContext sql;
    private final Audit audit;

    public Training(Database database, DSLContext sql, Audit audit) {
        this.database = database;
        this.sql = sql;
        this.audit = audit;
    }

    /** The last day of each member's training, by id; who was never trained is not in it. */
    public Map<Long, LocalDate> dates() {
        return database.read(Clearance.DESK, () -> {
            Map<Long, LocalDate> dates = new HashMap<>();
            sql.select(STAFF_MEMBER.ID, STAFF_MEMBER.TRAINED_UNTIL)
                    .from(STAFF_MEMBER)
                    .where(STAFF_MEMBER.TRAINED_UNTIL.isNotNull())
                    .forEach(row -> dates.put(row.value1(), row.value2()));
            return dates;
        });
    }

    /** Whether this person may judge cases on that day: an active safety officer whose training still holds. */
    public boolean isCurrent(StaffMember member, LocalDate today) {
        return member.active()
                && member.is(Role.SAFETY_OFFICER)
                && database.read(
                                Clearance.DESK,
                                () -> sql.select(STAFF_MEMBER.TRAINED_UNTIL)
                                        .from(STAFF_MEMBER)
                                        .where(STAFF_MEMBER.ID.eq(member.id()))
                                        .fetchOptional(STAFF_MEMBER.TRAINED_UNTIL))
                        .filter(until -> !until.isBefore(today))
                        .isPresent();
    }

    /** @param until the last day as {@code 2027-06-30}; empty for not trained */
    public Outcome<Optional<LocalDate>> set(long staffId, String until, Actor actor) {
        LocalDate date;
        try {
            date = until.isBlank() ? null : LocalDate.parse(until.strip());
        } catch (DateTimeParseException wrong) {
            return Outcome.refused(
                    "trained",
                    say(
                            "Enter the last day of the training, such as 2027-06-30.",
                            "Indica el último día de la capacitación, por ejemplo 2027-06-30."));
        }
        return database.write(Clearance.DESK, () -> save(staffId, date, actor));
    }

    private Outcome<Optional<LocalDate>> save(long staffId, @Nullable LocalDate date, Actor actor) {
        int changed = sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.TRAINED_UNTIL, date)
                .where(STAFF_MEMBER.ID.eq(staffId))
                .and(STAFF_MEMBER.TRAINED_UNTIL.isDistinctFrom(date))
                .execute();
        if (changed > 0) {
            audit.record(actor, "staff.trained", "staff:" + staffId, date == null ? "no" : "until " + date);
        }
        return Outcome.done(Optional.ofNullable(date));
    }
}
