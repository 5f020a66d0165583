package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_NOTICE;
import static nightlight.tables.Tables.OUTBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.shared.Actor;
import org.nightlight.sla.ClockRang;
import org.nightlight.sla.Metric;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.State;
import org.nightlight.ticket.TicketEvents;

/** What is told to parents, which is nothing without a person, and what the desk does by itself, which skips a case. */
class ParentNoticesTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines");
    private static final StaffMember LENA = lead();
    private final ParentNotices notices = ROOM.bean(ParentNotices.class);

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void r01_r14_aParentIsToldOnlyByALeadsDecisionAndNeverWhileSomebodyAtHomeMayBeSuspected() {
        SafetyCase it = ROOM.byChild(Level.S2);
        for (Suspect silenced : List.of(Suspect.UNKNOWN, Suspect.HOUSEHOLD, Suspect.CHILD)) {
            suspect(it, silenced);
            assertThatThrownBy(() -> tell(LENA, it, "Bullied at school."))
                    .as(silenced.key())
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Nobody at home is told");
            assertThatThrownBy(() -> ROOM.as(
                            LENA,
                            () -> ROOM.bean(DSLContext.class)
                                    .insertInto(CASE_NOTICE)
                                    .set(CASE_NOTICE.CASE_ID, it.id())
                                    .set(CASE_NOTICE.DECISION, "tell")
                                    .set(CASE_NOTICE.CHILD_TOLD, true)
                                    .set(CASE_NOTICE.REASON, "x")
                                    .set(CASE_NOTICE.DECIDED_BY, LENA.id())
                                    .set(CASE_NOTICE.AT, Instant.EPOCH)
                                    .execute()))
                    .hasStackTraceContaining("no parent is told");
        }
        suspect(it, Suspect.NONE);
        assertThatThrownBy(() -> tell(INES, it, "Bullied at school.")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tell(LENA, it, " ")).isInstanceOf(Refusal.class);
        tell(LENA, it, "Bullied at school.");
        assertThat(ROOM.as(LENA, () -> notices.of(it.id()))).singleElement().satisfies(notice -> {
            assertThat(notice.withheld()).isFalse();
            assertThat(notice.decidedBy()).isEqualTo(LENA.id());
            assertThat(notice.childTold()).isTrue();
        });
        assertThat(mails(it)).as("the desk itself sends nothing").isEmpty();
    }

    @Test
    void r06_theNoticeIsWithheldWithItsGroundAndAReviewerAndNotSentWhenTheCaseCloses() {
        SafetyCase it = ROOM.byChild(Level.S2);
        assertThatThrownBy(() -> ROOM.as(INES, () -> notices.withhold(it.id(), CaseRoom.actor(INES), "")))
                .isInstanceOf(Refusal.class);
        ROOM.as(INES, () -> notices.withhold(it.id(), CaseRoom.actor(INES), "A parent may be the one."));
        ParentNotice kept = ROOM.as(INES, () -> notices.of(it.id())).getFirst();
        assertThat(kept.ground()).isEqualTo("312.5(c)(6)");
        assertThat(kept.decidedBy()).isEqualTo(INES.id());
        ROOM.as(INES, () -> ROOM.bean(Ending.class).close(it.id(), CaseRoom.actor(INES), "Done."));
        assertThat(mails(it)).isEmpty();
    }

    @Test
    void r38_theOneAutomaticMailToCustomersIsTheClimbAndItSkipsACase() {
        JavaClasses desk = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.nightlight");
        Set<String> automations = desk.get(Outbox.class).getMethods().stream()
                .filter(method -> method.getName().equals("template"))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .map(call -> call.getOriginOwner().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(automations)
                .as("who sends templates by itself; each must skip a case")
                .containsExactly("Telling");
        SafetyCase it = ROOM.byChild(Level.S3);
        ROOM.as(Clearance.SYSTEM, () -> {
            ROOM.desk.context().publishEvent(new TicketEvents.Climbed(it.ticketId(), 2, true, Instant.now()));
            ROOM.desk.context().publishEvent(new ClockRang(it.ticketId(), Metric.RESOLUTION, 100));
            return 0;
        });
        assertThat(mails(it)).isEmpty();
    }

    @Test
    void r38_noMacroLeavesACaseAndNothingClosesIt() {
        SafetyCase it = ROOM.byChild(Level.S3);
        assertThat(ROOM.as(
                        INES,
                        () -> ROOM.bean(Outbox.class)
                                .reply(ROOM.ticket(it), CaseRoom.actor(INES), "Ines", "Kind regards")))
                .isInstanceOf(Outbox.Sending.Stopped.class);
        assertThat(ROOM.as(
                        Clearance.SYSTEM,
                        () -> ROOM.bean(Outbox.class).template(ROOM.ticket(it), "resolution", "safety-team")))
                .isInstanceOf(Outbox.Sending.Stopped.class);
        assertThat(ROOM.ticket(it).state()).isIn(State.NEW, State.OPEN);
        assertThat(mails(it)).isEmpty();
    }

    @Test
    void r07_aChildOverAnUnsafeChannelHearsJustWhatAnybodyHearsAtFirst() {
        ROOM.write("plain@example.org", "gnu-plain", "", "The narrator is silent, gnuplain");
        ROOM.write("grave@example.org", "gnu-grave", "", "my stepdad hits me with a belt every night and i am scared");
        RunningDesk.eventually(
                () -> ROOM.as(
                        Clearance.SYSTEM,
                        () -> ROOM.bean(DSLContext.class)
                                .fetch(
                                        "select 1 from ticket t join customer_address a on a.customer_id = t.requester_id"
                                                + " where a.value in ('plain@example.org', 'grave@example.org')")
                                .size()),
                done -> done == 2);
        assertThat(ROOM.desk.inbox("plain@example.org"))
                .as("no automatic receipt exists")
                .isEmpty();
        assertThat(ROOM.desk.inbox("grave@example.org")).isEmpty();
    }

    private static StaffMember lead() {
        StaffMember member = ROOM.trained("Lena");
        return ROOM.bean(Staff.class)
                .assign(
                        member.id(),
                        Set.of(Role.SAFETY_OFFICER),
                        Set.of("safety-team"),
                        Set.of("safety-team"),
                        new Actor.Software("test"))
                .orThrow();
    }

    private void tell(StaffMember by, SafetyCase it, String reason) {
        ROOM.as(by, () -> notices.tell(it.id(), CaseRoom.actor(by), true, reason));
    }

    private static void suspect(SafetyCase it, Suspect suspect) {
        ROOM.as(
                INES,
                () -> ROOM.bean(Suspecting.class)
                        .decide(it.id(), CaseRoom.actor(INES), suspect, null, "By its words."));
    }

    /** What was put on its way to anybody but staff. */
    private static List<String> mails(SafetyCase it) {
        return ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(DSLContext.class)
                        .selectFrom(OUTBOUND)
                        .where(OUTBOUND.TICKET_ID.eq(it.ticketId()))
                        .and(OUTBOUND.PURPOSE.notIn("alert", "notice"))
                        .fetch(OUTBOUND.PURPOSE));
    }
}
