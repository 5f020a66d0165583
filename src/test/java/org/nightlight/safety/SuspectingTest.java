package org.nightlight.safety;

import static nightlight.tables.Tables.AUDIT_LINE;
import static nightlight.tables.Tables.CASE_EVENT;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.OUTBOUND;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Work;

class SuspectingTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines");
    private static final StaffMember KOFI = ROOM.trained("Kofi");

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void r01_aCaseOpensWithItsSuspectUnknownAndNothingGoesToAnyParent() {
        SafetyCase it = ROOM.at(Level.S2);
        assertThat(ROOM.decisions(it).suspect()).isEqualTo(Suspect.UNKNOWN);
        assertThat(Suspect.UNKNOWN.silencesParents()).isTrue();
        assertNothingGoesOut(it);
    }

    @Test
    void r01_whileTheHouseholdIsSuspectedNothingGoesToAnyParent() {
        SafetyCase it = ROOM.at(Level.S3);
        decide(INES, it, Suspect.HOUSEHOLD, null);
        assertThat(Suspect.HOUSEHOLD.silencesParents()).isTrue();
        assertNothingGoesOut(it);
        assertThatThrownBy(() -> ROOM.as(
                        INES, () -> ROOM.bean(Ending.class).release(it.id(), CaseRoom.actor(INES), "No concern.")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("suspected");
    }

    @Test
    void r13_anotherChildOfTheFamilyIsTreatedAsTheHousehold() {
        SafetyCase it = ROOM.at(Level.S2);
        decide(INES, it, Suspect.CHILD, null);
        assertThat(Suspect.CHILD.silencesParents()).isTrue();
        assertNothingGoesOut(it);
        assertThatThrownBy(() -> ROOM.as(
                        INES, () -> ROOM.bean(Ending.class).release(it.id(), CaseRoom.actor(INES), "No concern.")))
                .isInstanceOf(Refusal.class);
        assertThat(ROOM.ticket(it).walled()).isTrue();
    }

    @Test
    void r01_aReleasedCaseThatIsWrittenToAgainBeginsWithAnUnknownSuspect() {
        SafetyCase it = ROOM.at(Level.S2);
        ROOM.as(INES, () -> ROOM.bean(Ending.class).release(it.id(), CaseRoom.actor(INES), "A story for school."));
        assertThat(ROOM.decisions(it).suspect()).isEqualTo(Suspect.NONE);
        ROOM.as(Clearance.SYSTEM, () -> {
            ROOM.bean(Cases.class).raise(it.ticketId(), Level.S2, CaseRoom.actor(INES));
            return it;
        });
        assertThat(ROOM.decisions(it).suspect()).isEqualTo(Suspect.UNKNOWN);
        assertThat(ROOM.ticket(it).walled()).isTrue();
    }

    @Test
    void theSuspectIsDecidedByATrainedPersonWithAReason() {
        SafetyCase it = ROOM.at(Level.S2);
        StaffMember fresh = ROOM.member("Fresh", Role.SAFETY_OFFICER);
        assertThatThrownBy(() -> decide(fresh, it, Suspect.NONE, null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ROOM.as(
                        INES,
                        () -> ROOM.bean(Suspecting.class)
                                .decide(it.id(), CaseRoom.actor(INES), Suspect.NONE, null, "  ")))
                .isInstanceOf(Refusal.class);
        assertThat(ROOM.decisions(it).suspect()).isEqualTo(Suspect.UNKNOWN);
        decide(INES, it, Suspect.OUTSIDE, null);
        assertThat(ROOM.as(INES, () -> ROOM.bean(Chronicle.class).of(it.id())))
                .extracting(CaseEvent::kind)
                .containsExactly("opened", "suspect");
        assertThat(ROOM.as(INES, () -> ROOM.bean(Chronicle.class).reasons(it.id())))
                .extracting(CaseEvent.Reasoned::reason)
                .containsExactly("By what the child wrote.");
    }

    @Test
    void r12_aSuspectedMemberOfStaffLosesSightOfTheCaseInEveryTableWhateverTheirRoles() {
        StaffMember suspected = ROOM.member("Sly", Role.values());
        ROOM.train(suspected, java.time.LocalDate.of(2100, 1, 1));
        SafetyCase it = ROOM.at(Level.S3);
        SafetyCase linked = ROOM.at(Level.S2);
        ROOM.as(suspected, () -> ROOM.bean(Owning.class).take(it.id(), CaseRoom.actor(suspected), ""));
        ROOM.as(
                suspected,
                () -> ROOM.bean(Work.class).assign(it.ticketId(), Work.ANY, CaseRoom.actor(suspected), suspected.id()));
        ROOM.as(INES, () -> ROOM.bean(Links.class).ticket(it.id(), CaseRoom.actor(INES), linked.ticketId()));
        assertThat(seen(suspected.clearance(), it)).doesNotContain(0);

        decide(INES, it, Suspect.STAFF, suspected.id());

        assertThat(seen(suspected.clearance(), it)).containsOnly(0);
        assertThat(seen(suspected.clearance(), linked)).containsOnly(0);
        assertThat(seen(KOFI.clearance(), it)).doesNotContain(0);
        assertThat(seen(Clearance.SAFETY, it))
                .as("a transaction that does not say who looks")
                .containsOnly(0);
        assertThat(ROOM.decisions(it).ownerId()).isNull();
        assertThat(ROOM.ticket(it).assigneeId()).isNull();
        assertThat(ROOM.as(suspected, () -> ROOM.bean(Cases.class).list(500)))
                .extracting(SafetyCase::id)
                .doesNotContain(it.id());
    }

    @Test
    void r12_theSuspectedAndTheMailboxThatTheyMayReadAreNotAlertedFurther() {
        StaffMember suspected = ROOM.trained("Sid");
        SafetyCase it = ROOM.at(Level.S2);
        decide(INES, it, Suspect.STAFF, suspected.id());
        int before = alerts(it).length;
        ROOM.as(INES, () -> ROOM.bean(Levels.class).change(it.id(), CaseRoom.actor(INES), Level.S4, ""));
        String[][] after = alerts(it);
        assertThat(after.length).isGreaterThan(before);
        Set<String> told = new java.util.HashSet<>();
        for (String[] mail : Arrays.copyOfRange(after, before, after.length)) {
            told.addAll(Arrays.asList(mail));
        }
        assertThat(told)
                .contains(INES.email().value(), KOFI.email().value())
                .doesNotContain(suspected.email().value())
                .noneMatch(address -> address.endsWith("@storytailor.com"));
    }

    @Test
    void nobodyDecidesAboutThemselves() {
        SafetyCase it = ROOM.at(Level.S2);
        assertThatThrownBy(() -> decide(INES, it, Suspect.STAFF, INES.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> decide(INES, it, Suspect.STAFF, null)).isInstanceOf(Refusal.class);
        assertThat(ROOM.decisions(it).suspect()).isEqualTo(Suspect.UNKNOWN);
    }

    private static void decide(StaffMember by, SafetyCase it, Suspect suspect, Long staffId) {
        ROOM.as(
                by,
                () -> ROOM.bean(Suspecting.class)
                        .decide(it.id(), CaseRoom.actor(by), suspect, staffId, "By what the child wrote."));
    }

    private static void assertNothingGoesOut(SafetyCase it) {
        Outbox.Sending sending = ROOM.as(
                INES,
                () -> ROOM.bean(Outbox.class)
                        .reply(ROOM.ticket(it), CaseRoom.actor(INES), "Ines", "We have a look at it."));
        assertThat(sending).isNotInstanceOf(Outbox.Sending.Queued.class);
        assertThat(ROOM.as(
                        Clearance.SYSTEM,
                        () -> ROOM.bean(DSLContext.class)
                                .fetchCount(
                                        OUTBOUND,
                                        OUTBOUND.TICKET_ID
                                                .eq(it.ticketId())
                                                .and(OUTBOUND.PURPOSE.in("reply", "automatic"))
                                                .and(OUTBOUND.STATE.in("queued", "sending")))))
                .isZero();
    }

    private static int[] seen(Clearance clearance, SafetyCase it) {
        DSLContext sql = ROOM.bean(DSLContext.class);
        return ROOM.as(clearance, () -> new int[] {
            sql.fetchCount(TICKET, TICKET.ID.eq(it.ticketId())),
            sql.fetchCount(MESSAGE, MESSAGE.TICKET_ID.eq(it.ticketId())),
            sql.fetchCount(SAFETY_CASE, SAFETY_CASE.ID.eq(it.id())),
            sql.fetchCount(CASE_EVENT, CASE_EVENT.CASE_ID.eq(it.id())),
            sql.fetchCount(AUDIT_LINE, AUDIT_LINE.TICKET_ID.eq(it.ticketId())),
            sql.fetchCount(OUTBOUND, OUTBOUND.TICKET_ID.eq(it.ticketId()))
        });
    }

    private static String[][] alerts(SafetyCase it) {
        return ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(DSLContext.class)
                        .select(OUTBOUND.RECIPIENTS)
                        .from(OUTBOUND)
                        .where(OUTBOUND.TICKET_ID.eq(it.ticketId()))
                        .and(OUTBOUND.PURPOSE.eq("alert"))
                        .orderBy(OUTBOUND.ID)
                        .fetch(OUTBOUND.RECIPIENTS)
                        .toArray(String[][]::new));
    }
}
