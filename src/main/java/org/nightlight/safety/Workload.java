package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_PART;
import static nightlight.tables.Tables.HELD_FILE_VIEW;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.countDistinct;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Shift;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * How much one person carries. Grave cases go to people who are trained, have said that they are ready, are not resting and
 * have room left in their shift. A child comes first: where nobody else can take it, a case is taken all the same, and that
 * is recorded.
 */
@Component
public class Workload {
    private static final Duration SHIFT = Duration.ofHours(12);
    private static final Duration LONGEST_SHIFT = Duration.ofHours(24);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final DSLContext sql;
    private final DecisionStore decisions;
    private final Reviewers reviewers;
    private final Care care;
    private final Chronicle chronicle;
    private final Rota rota;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final Clock clock;

    Workload(
            DSLContext sql,
            DecisionStore decisions,
            Reviewers reviewers,
            Care care,
            Chronicle chronicle,
            Rota rota,
            Staff staff,
            CurrentPlaybook playbooks,
            Clock clock) {
        this.sql = sql;
        this.decisions = decisions;
        this.reviewers = reviewers;
        this.care = care;
        this.chronicle = chronicle;
        this.rota = rota;
        this.staff = staff;
        this.playbooks = playbooks;
        this.clock = clock;
    }

    /** How many grave cases this person has taken in their shift. For themselves alone: nobody is compared by it. */
    public int graveCases(long staffId) {
        return graveCases(staffId, null);
    }

    public int most() {
        return rules().safety().care().casesPerShift();
    }

    /**
     * Writes down that somebody takes part in a case from now on.
     *
     * @throws Refusal where another person has to be asked, with their name
     */
    void takeOn(SafetyCase it, Actor.Staff by, long staffId) {
        boolean grave = Levels.isGrave(it.level());
        boolean beyond = false;
        if (grave) {
            requireReady(by, staffId);
            Optional<String> why = whyNot(it, by, staffId);
            beyond = why.isPresent();
            why.ifPresent(reason -> requireNobodyElse(it, by, staffId, reason));
        }
        sql.insertInto(CASE_PART)
                .set(CASE_PART.CASE_ID, it.id())
                .set(CASE_PART.STAFF_ID, staffId)
                .set(CASE_PART.AT, clock.instant())
                .set(CASE_PART.GRAVE, grave)
                .set(CASE_PART.BEYOND, beyond)
                .execute();
        if (beyond) {
            chronicle.tell(it, by, "beyond-limit", "staff:" + staffId);
        }
    }

    /**
     * Somebody is about to look at a file of a grave case. Each look counts as a minute.
     *
     * @throws Refusal where another person has to be asked, with their name
     */
    void look(SafetyCase it, Actor.Staff by) {
        if (!Levels.isGrave(it.level())) {
            return;
        }
        requireReady(by, by.id());
        int most = rules().safety().care().mediaMinutes();
        Optional<String> why = resting(by, by.id());
        if (why.isEmpty() && minutesLooked(by.id()) >= most) {
            why = Optional.of(say(
                            "You have looked at files of grave cases for %d minutes in this shift, and that is as much as one person should.",
                            "En este turno ya miraste archivos de casos graves durante %d minutos, y eso es lo máximo para una persona.")
                    .formatted(most));
        }
        if (why.isPresent()) {
            requireNobodyElse(it, by, by.id(), why.get());
            chronicle.tell(it, by, "beyond-limit", "staff:" + by.id());
        }
    }

    private int minutesLooked(long staffId) {
        return sql.fetchCount(
                HELD_FILE_VIEW,
                HELD_FILE_VIEW
                        .STAFF_ID
                        .eq(staffId)
                        .and(HELD_FILE_VIEW.GRAVE)
                        .and(HELD_FILE_VIEW.AT.ge(shiftBegan(staffId))));
    }

    private void requireReady(Actor.Staff by, long staffId) {
        if (care.choice(staffId) != Care.Choice.READY) {
            throw new Refusal(
                    by.id() == staffId
                            ? say(
                                    "Grave cases go to people who have said that they are ready for them. You can say so on your account page, and take it back at any time.",
                                    "Los casos graves van a quienes han dicho que están listos para ellos. Puedes decirlo en la página de tu cuenta y retirarlo cuando quieras.")
                            : say(
                                    "Choose somebody who has said that they are ready for grave cases.",
                                    "Elige a alguien que haya dicho que está listo para casos graves."));
        }
    }

    /** Why this person should not take another grave case now; empty when they may. */
    private Optional<String> whyNot(SafetyCase it, Actor.Staff by, long staffId) {
        Optional<String> rest = resting(by, staffId);
        int most = most();
        return rest.isPresent() || graveCases(staffId, it.id()) < most
                ? rest
                : Optional.of((by.id() == staffId
                                ? say("You have", "Ya tomaste")
                                : say("%s has", "%s ya tomó").formatted(name(staffId)))
                        + say(
                                        " taken %d grave cases in this shift, and that is as many as one person carries.",
                                        " %d casos graves en este turno, y son los que lleva una persona.")
                                .formatted(most));
    }

    private Optional<String> resting(Actor.Staff by, long staffId) {
        return care.restsUntil(staffId)
                .map(until -> (by.id() == staffId
                                ? say("You rest", "Descansas")
                                : say("%s rests", "%s descansa").formatted(name(staffId)))
                        + say(" after an emergency until ", " después de una emergencia hasta las ")
                        + TIME.format(until.atZone(rules().zone())) + ".");
    }

    private String name(long staffId) {
        return staff.find(staffId).map(StaffMember::name).orElse(say("This person", "Esta persona"));
    }

    private void requireNobodyElse(SafetyCase it, Actor.Staff by, long staffId, String reason) {
        List<StaffMember> others = others(it, by, staffId);
        List<Long> onDuty = care.available(decisions.suspected(it.ticketId())).stream()
                .map(StaffMember::id)
                .toList();
        Optional<StaffMember> now =
                others.stream().filter(member -> onDuty.contains(member.id())).findFirst();
        if (now.isPresent()) {
            throw new Refusal(reason
                    + say(" Ask %s to take it, who is on duty.", " Pide a %s que lo tome; está de guardia.")
                            .formatted(now.get().name()));
        }
        if (it.level() != Level.S4 && !others.isEmpty()) {
            throw new Refusal(reason
                    + say(
                                    " Nobody else is on duty; call %s to take it.",
                                    " No hay nadie más de guardia; llama a %s para que lo tome.")
                            .formatted(others.getFirst().name()));
        }
    }

    /** Who else could take it, by name. */
    private List<StaffMember> others(SafetyCase it, Actor.Staff by, long staffId) {
        var suspected = decisions.suspected(it.ticketId());
        var spared = care.spared();
        return reviewers.all().stream()
                .filter(member -> member.id() != staffId && member.id() != by.id())
                .filter(member -> !suspected.contains(member.id()) && !spared.contains(member.id()))
                .filter(member -> care.choice(member.id()) == Care.Choice.READY)
                .filter(member -> graveCases(member.id(), it.id()) < most())
                .toList();
    }

    private int graveCases(long staffId, @Nullable Long but) {
        return sql.select(countDistinct(CASE_PART.CASE_ID))
                .from(CASE_PART)
                .join(SAFETY_CASE)
                .on(SAFETY_CASE.ID.eq(CASE_PART.CASE_ID))
                .where(CASE_PART.STAFF_ID.eq(staffId))
                .and(CASE_PART.AT.ge(shiftBegan(staffId)))
                .and(CASE_PART.GRAVE.eq(true).or(SAFETY_CASE.LEVEL.in("S3", "S4")))
                .and(CASE_PART.CASE_ID.isDistinctFrom(but))
                .fetchSingle()
                .value1();
    }

    /** Whoever works beside the rota has a shift of twelve hours too, and a longer one counts as days do. */
    private Instant shiftBegan(long staffId) {
        Instant now = clock.instant();
        Instant began = now.minus(SHIFT);
        for (Shift shift :
                rota.plan(now.minus(LONGEST_SHIFT), now.plusSeconds(1)).shifts()) {
            if (shift.member().id() == staffId
                    && shift.holds(now)
                    && shift.from().isBefore(began)) {
                began = shift.from();
            }
        }
        Instant earliest = now.minus(LONGEST_SHIFT);
        return began.isBefore(earliest) ? earliest : began;
    }

    private Playbook rules() {
        return playbooks.current().playbook();
    }
}
