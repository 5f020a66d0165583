package org.nightlight.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;

class RotaTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @AutoClose
    private final StaffWorld world = new StaffWorld();

    private final Rota rota = world.rota;
    private final StaffMember mina = world.member(Role.SAFETY_OFFICER);
    private final StaffMember jo = world.member(Role.LEGAL);
    private final StaffMember sam = world.member(Role.AGENT);

    @Test
    void aShiftHoldsFromItsFirstMomentUntilBeforeItsLast() {
        add(mina, Shift.Place.FIRST, 0, 8);
        add(jo, Shift.Place.BACKUP, 0, 8);
        assertThat(rota.onDuty(NOON)).isEqualTo(new Duty(List.of(mina), List.of(jo)));
        assertThat(rota.onDuty(at(8)).nobody()).isTrue();
        assertThat(rota.onDuty(NOON.minusMillis(1)).nobody()).isTrue();
    }

    @Test
    void whoIsNextIsTheFirstOfTheShiftThatBeginsSoonest() {
        add(mina, Shift.Place.FIRST, 0, 8);
        add(jo, Shift.Place.FIRST, 20, 28);
        add(mina, Shift.Place.BACKUP, 10, 12);
        assertThat(rota.next(NOON).orElseThrow().member()).isEqualTo(jo);
        assertThat(rota.next(at(20))).isEmpty();
    }

    @Test
    void gapsAndOverlapsOfThePlanAreFound() {
        add(mina, Shift.Place.FIRST, 1, 8);
        add(jo, Shift.Place.FIRST, 6, 10);
        add(mina, Shift.Place.BACKUP, 10, 20);
        RotaPlan plan = rota.plan(NOON, at(24));
        assertThat(plan.gaps()).containsExactly(new RotaPlan.Span(NOON, at(1)), new RotaPlan.Span(at(10), at(24)));
        assertThat(plan.overlaps()).singleElement().satisfies(both -> {
            assertThat(both.from()).isEqualTo(at(6));
            assertThat(both.to()).isEqualTo(at(8));
        });
    }

    @Test
    void whoLeftOrMayOpenNoCaseKeepsNoWatch() {
        add(mina, Shift.Place.FIRST, 0, 8);
        assertThat(refused(rota.add(sam.id(), Shift.Place.FIRST, NOON, at(8), TEST)))
                .contains("open safety cases");
        world.staff
                .assign(mina.id(), Set.of(Role.AGENT), Set.of(), Set.of(), TEST)
                .orThrow();
        assertThat(rota.onDuty(NOON).nobody()).isTrue();
        assertThat(rota.plan(NOON, at(8)).gaps()).containsExactly(new RotaPlan.Span(NOON, at(8)));
        assertThat(rota.eligible()).extracting(StaffMember::id).containsExactly(jo.id());
    }

    @Test
    void nobodyIsOnDutyTwiceAtOnceAndAShiftHasAnEnd() {
        add(mina, Shift.Place.FIRST, 0, 8);
        assertThat(refused(rota.add(mina.id(), Shift.Place.BACKUP, at(7), at(9), TEST)))
                .contains("already");
        assertThat(refused(rota.add(jo.id(), Shift.Place.FIRST, at(1), at(1), TEST)))
                .contains("after it begins");
        assertThat(refused(rota.add(jo.id(), Shift.Place.FIRST, NOON, at(24 * 8), TEST)))
                .contains("seven days");
        add(mina, Shift.Place.FIRST, 8, 16);
    }

    @Test
    void shiftsAreChangedAndRemovedAndThatIsWrittenDown() {
        add(mina, Shift.Place.FIRST, 0, 8);
        long id = rota.plan(NOON, at(24)).shifts().getFirst().id();
        rota.change(id, jo.id(), Shift.Place.FIRST, NOON, at(9), TEST).orThrow();
        assertThat(rota.onDuty(at(8)).first()).containsExactly(jo);
        rota.remove(id, TEST);
        rota.remove(id, TEST);
        assertThat(rota.plan(NOON, at(24)).shifts()).isEmpty();
        assertThat(refused(rota.change(id, jo.id(), Shift.Place.FIRST, NOON, at(9), TEST)))
                .contains("gone");
        assertThat(world.audited().stream().filter(line -> line.startsWith("shift-")))
                .extracting(line -> line.split(" ")[0])
                .containsExactly("shift-added", "shift-changed", "shift-removed");
    }

    private void add(StaffMember member, Shift.Place place, int from, int to) {
        rota.add(member.id(), place, at(from), at(to), TEST).orThrow();
    }

    private static Instant at(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }

    private static String refused(Outcome<Boolean> outcome) {
        return outcome instanceof Outcome.Refused<Boolean>(String field, String reason) ? reason : "done";
    }
}
