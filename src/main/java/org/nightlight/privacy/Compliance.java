package org.nightlight.privacy;

import static nightlight.tables.Tables.COMPLIANCE;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * The written programme for the security of children's data (16 CFR 312.8): who keeps it, and when its yearly duties were
 * last done. Days are those of the playbook's zone.
 */
@Component
public class Compliance {
    /** So many days before the year is up, people are told. */
    static final int SOON = 30;

    private final DSLContext sql;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Compliance(DSLContext sql, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.sql = sql;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the rule wants done at least once a year. */
    public enum Duty {
        ASSESSMENT(
                "assessed",
                "Risk assessment",
                "Evaluación de riesgos",
                "risks to children’s data are looked for and weighed",
                "se buscan y se valoran los riesgos para los datos de niños"),
        TEST(
                "tested",
                "Test of the safeguards",
                "Prueba de las protecciones",
                "what protects the data is tried out",
                "se prueba lo que protege los datos"),
        EVALUATION(
                "evaluated",
                "Evaluation of the programme",
                "Revisión del programa",
                "the programme itself is gone through and mended",
                "se repasa y se mejora el programa mismo");

        private final String field;
        private final String label;
        private final String spanishLabel;
        private final String hint;
        private final String spanishHint;

        Duty(String field, String label, String spanishLabel, String hint, String spanishHint) {
            this.field = field;
            this.label = label;
            this.spanishLabel = spanishLabel;
            this.hint = hint;
            this.spanishHint = spanishHint;
        }

        public String field() {
            return field;
        }

        public String label() {
            return say(label, spanishLabel);
        }

        public String hint() {
            return say(hint, spanishHint);
        }
    }

    /** How a duty stands on a day. */
    public enum Due {
        DONE,
        SOON,
        OVER,
        NEVER
    }

    /** @param ownerId who keeps the programme; null for nobody yet */
    public record Programme(@Nullable Long ownerId, Map<Duty, LocalDate> last) {
        static final Programme NONE = new Programme(null, Map.of());
    }

    public Programme programme() {
        return sql.selectFrom(COMPLIANCE)
                .orderBy(COMPLIANCE.ID.desc())
                .limit(1)
                .fetchOptional(row -> {
                    Map<Duty, LocalDate> last = new EnumMap<>(Duty.class);
                    put(last, Duty.ASSESSMENT, row.getAssessedOn());
                    put(last, Duty.TEST, row.getTestedOn());
                    put(last, Duty.EVALUATION, row.getEvaluatedOn());
                    return new Programme(row.getOwnerId(), last);
                })
                .orElse(Programme.NONE);
    }

    /** @param days by {@link Duty#field}, such as {@code 2026-11-20}; empty for never */
    public Outcome<Programme> keep(@Nullable Long ownerId, Map<String, String> days, Actor.Staff by) {
        Programme before = programme();
        Map<Duty, LocalDate> last = new EnumMap<>(Duty.class);
        for (Duty duty : Duty.values()) {
            String text = days.getOrDefault(duty.field(), "").strip();
            LocalDate day = day(text);
            if ((day == null && !text.isEmpty()) || (day != null && day.isAfter(today()))) {
                return Outcome.refused(
                        duty.field(),
                        say(
                                "Enter the day on which it was done, such as 2026-11-20.",
                                "Escribe el día en que se hizo, por ejemplo 2026-11-20."));
            }
            put(last, duty, day);
        }
        Programme after = new Programme(ownerId, last);
        if (!after.equals(before)) {
            sql.insertInto(COMPLIANCE)
                    .set(COMPLIANCE.OWNER_ID, ownerId)
                    .set(COMPLIANCE.ASSESSED_ON, last.get(Duty.ASSESSMENT))
                    .set(COMPLIANCE.TESTED_ON, last.get(Duty.TEST))
                    .set(COMPLIANCE.EVALUATED_ON, last.get(Duty.EVALUATION))
                    .set(COMPLIANCE.CHANGED_BY, by.id())
                    .set(COMPLIANCE.CHANGED_AT, clock.instant())
                    .execute();
            audit.record(by, "compliance.changed", "compliance", changes(before, after));
        }
        return Outcome.done(after);
    }

    public Due due(@Nullable LocalDate last) {
        return due(last, today());
    }

    static Due due(@Nullable LocalDate last, LocalDate today) {
        if (last == null) {
            return Due.NEVER;
        }
        LocalDate until = last.plusYears(1);
        if (today.isAfter(until)) {
            return Due.OVER;
        }
        return today.isBefore(until.minusDays(SOON)) ? Due.DONE : Due.SOON;
    }

    /** A duty that was never done is told on the page alone; one whose year runs out, and then is over, by mail too. */
    List<Warning> warnings() {
        List<Warning> all = new ArrayList<>();
        programme().last().forEach((duty, last) -> {
            Due due = due(last);
            if (due == Due.SOON || due == Due.OVER) {
                all.add(new Warning(
                        "compliance:" + duty + ":" + due + ":" + last,
                        () -> told(duty, due == Due.OVER, last.plusYears(1)),
                        "/desk/admin/compliance"));
            }
        });
        return all;
    }

    private static Warning.Words told(Duty duty, boolean over, LocalDate until) {
        return new Warning.Words(
                duty.label() + (over ? say(" is overdue", ": vencido") : say(" is due soon", ": vence pronto")),
                duty.label()
                        + say(" for children’s data ", " de los datos de niños: ")
                        + (over ? say("was due by ", "venció el ") : say("is due by ", "vence el "))
                        + until
                        + say(
                                ": it has to be done at least once a year.",
                                ". Hay que hacerlo al menos una vez al año."));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
    }

    private static String changes(Programme before, Programme after) {
        List<String> changed = new ArrayList<>();
        if (!java.util.Objects.equals(before.ownerId(), after.ownerId())) {
            changed.add("owner " + (after.ownerId() == null ? "none" : "staff:" + after.ownerId()));
        }
        for (Duty duty : Duty.values()) {
            LocalDate day = after.last().get(duty);
            if (!java.util.Objects.equals(before.last().get(duty), day)) {
                changed.add(duty.field() + " " + (day == null ? "never" : day));
            }
        }
        return String.join(", ", changed);
    }

    private static void put(Map<Duty, LocalDate> last, Duty duty, @Nullable LocalDate day) {
        if (day != null) {
            last.put(duty, day);
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
