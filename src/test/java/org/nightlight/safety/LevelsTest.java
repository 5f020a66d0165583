package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;

class LevelsTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines");
    private static final StaffMember KOFI = ROOM.trained("Kofi");
    private static final StaffMember FRESH = ROOM.member("Fresh", Role.SAFETY_OFFICER);
    private static final StaffMember ARTHUR = ROOM.member("Arthur", Role.LEGAL);

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void anybodyOfTheSafetyTeamRaisesItAtOnceAndEverybodyIsCalledAgain() {
        SafetyCase it = ROOM.at(Level.S2);
        ROOM.as(ARTHUR, () -> ROOM.bean(Cases.class).acknowledge(it.id(), CaseRoom.actor(ARTHUR)));
        change(FRESH, it, Level.S4, "");
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S4);
        assertThat(ROOM.now(it).standing()).isEqualTo(SafetyCase.Standing.OPEN);
    }

    @Test
    void belowS3OneTrainedPersonLowersItWithAReason() {
        SafetyCase it = ROOM.at(Level.S2);
        assertRefused(() -> change(FRESH, it, Level.S1, "A hint."));
        assertRefused(() -> change(ARTHUR, it, Level.S1, "A hint."));
        assertRefused(() -> change(INES, it, Level.S1, " "));
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S2);
        change(INES, it, Level.S1, "It is a hint, no more.");
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S1);
        assertThat(ROOM.ticket(it).walled()).isTrue();
    }

    @Test
    void fromS3OnNothingChangesUntilASecondTrainedPersonConfirms() {
        SafetyCase it = ROOM.at(Level.S4);
        change(INES, it, Level.S2, "The danger is over.");
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S4);
        Proposal waiting = waiting(it).orElseThrow();
        assertThat(waiting.reason()).isEqualTo("The danger is over.");
        assertRefused(() -> confirm(INES, it, waiting));
        assertRefused(() -> confirm(FRESH, it, waiting));
        assertRefused(() -> confirm(ARTHUR, it, waiting));
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S4);
        confirm(KOFI, it, waiting);
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S2);
        assertThat(waiting(it)).isEmpty();
        assertThat(ROOM.as(KOFI, () -> ROOM.bean(Chronicle.class).of(it.id())))
                .extracting(CaseEvent::kind)
                .containsExactly("opened", "proposed", "confirmed", "lowered");
    }

    @Test
    void aReleaseAtS3IsProposedAndConfirmedAndThenTheTicketIsBack() {
        SafetyCase it = ROOM.at(Level.S3);
        ROOM.as(INES, () -> ROOM.bean(Ending.class).release(it.id(), CaseRoom.actor(INES), "A school play."));
        assertThat(ROOM.now(it).standing().isOpen()).isTrue();
        assertThat(ROOM.ticket(it).walled()).isTrue();
        confirm(KOFI, it, waiting(it).orElseThrow());
        assertThat(ROOM.now(it).standing()).isEqualTo(SafetyCase.Standing.RELEASED);
        assertThat(ROOM.ticket(it).walled()).isFalse();
    }

    @Test
    void aClosureAtS3NeedsTwoAndKeepsTheWall() {
        SafetyCase it = ROOM.at(Level.S3);
        ROOM.as(INES, () -> ROOM.bean(Ending.class).close(it.id(), CaseRoom.actor(INES), "All is reported."));
        assertThat(ROOM.now(it).standing().isOpen()).isTrue();
        confirm(KOFI, it, waiting(it).orElseThrow());
        assertThat(ROOM.now(it).standing()).isEqualTo(SafetyCase.Standing.CLOSED);
        assertThat(ROOM.ticket(it).walled()).isTrue();
        assertRefused(() -> change(INES, it, Level.S4, ""));
    }

    @Test
    void whoeverDeclinesSaysWhyAndNothingChanges() {
        SafetyCase it = ROOM.at(Level.S3);
        change(INES, it, Level.S2, "Looks mild.");
        Proposal waiting = waiting(it).orElseThrow();
        assertRefused(() -> ROOM.as(
                KOFI, () -> ROOM.bean(SecondOpinions.class).decline(it.id(), waiting.id(), CaseRoom.actor(KOFI), "")));
        ROOM.as(
                KOFI,
                () -> ROOM.bean(SecondOpinions.class)
                        .decline(it.id(), waiting.id(), CaseRoom.actor(KOFI), "Not mild at all."));
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S3);
        assertRefused(() -> confirm(KOFI, it, waiting));
    }

    @Test
    void whatIsProposedFallsWhenTheCaseIsRaisedOrWrittenToAgain() {
        SafetyCase it = ROOM.at(Level.S3);
        change(INES, it, Level.S2, "Looks mild.");
        Proposal first = waiting(it).orElseThrow();
        change(ARTHUR, it, Level.S4, "");
        assertRefused(() -> confirm(KOFI, it, first));
        change(INES, it, Level.S3, "Less grave.");
        Proposal second = waiting(it).orElseThrow();
        ROOM.as(Clearance.SYSTEM, () -> {
            ROOM.bean(Cases.class).raise(it.ticketId(), Level.S2, CaseRoom.actor(ARTHUR));
            return it;
        });
        assertRefused(() -> confirm(KOFI, it, second));
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S4);
    }

    @Test
    void r33_whileTheTimeForAReportRunsOnePersonAloneEndsNoCaseHoweverModerateItIs() {
        SafetyCase held = ROOM.at(Level.S2);
        ROOM.as(INES, () -> ROOM.bean(Ending.class).release(held.id(), CaseRoom.actor(INES), "Nothing in it."));
        assertThat(ROOM.now(held).standing()).isEqualTo(SafetyCase.Standing.RELEASED);

        SafetyCase marked = ROOM.at(Level.S2);
        ROOM.as(KOFI, () -> {
            ROOM.bean(Cases.class).raise(marked.ticketId(), Level.S2, CaseRoom.actor(KOFI));
            return true;
        });
        change(INES, marked, Level.S1, "Less grave.");
        assertThat(ROOM.now(marked).level()).isEqualTo(Level.S2);
        assertThat(waiting(marked)).isPresent();
    }

    @Test
    void r21_neverMindInALaterMessageNeverLowersTheLevel() {
        SafetyCase it = ROOM.at(Level.S4);
        String address = ROOM.requester(it).email().orElseThrow().value();
        String first = address.replace("@example.org", "");
        int before = messages(it);
        ROOM.write(address, first + "-2", "<" + first + "@example.org>", "nvm jk please delete this");
        RunningDesk.eventually(() -> messages(it), count -> count > before);
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S4);
        ROOM.as(Clearance.SYSTEM, () -> {
            ROOM.bean(Cases.class).raise(it.ticketId(), Level.S2, CaseRoom.actor(ARTHUR));
            return it;
        });
        assertThat(ROOM.now(it).level()).isEqualTo(Level.S4);
    }

    @Test
    void r27_nobodyIsAssignedByRoundRobinToAGraveCase() {
        SafetyCase it = ROOM.at(Level.S3);
        assertThat(ROOM.decisions(it).ownerId()).isNull();
        assertThat(ROOM.ticket(it).assigneeId()).isNull();
        ROOM.as(FRESH, () -> ROOM.bean(Cases.class).acknowledge(it.id(), CaseRoom.actor(FRESH)));
        assertThat(ROOM.decisions(it).ownerId()).as("to hear is not to take").isNull();
        ROOM.as(INES, () -> ROOM.bean(Owning.class).take(it.id(), CaseRoom.actor(INES), ""));
        assertThat(ROOM.decisions(it).ownerId()).isEqualTo(INES.id());
    }

    @Test
    void a03_nobodyWithoutACurrentTrainingDateTakesOrIsGivenACase() {
        SafetyCase it = ROOM.at(Level.S3);
        StaffMember late = ROOM.member("Late", Role.SAFETY_OFFICER);
        StaffMember agent = ROOM.member("Agent", Role.AGENT);
        ROOM.train(late, LocalDate.now(ZoneOffset.UTC).minusDays(2));
        ROOM.train(agent, LocalDate.now(ZoneOffset.UTC).plusYears(1));
        assertRefused(() -> ROOM.as(late, () -> ROOM.bean(Owning.class).take(it.id(), CaseRoom.actor(late), "")));
        assertRefused(() -> ROOM.as(FRESH, () -> ROOM.bean(Owning.class).take(it.id(), CaseRoom.actor(FRESH), "")));
        for (StaffMember unfit : new StaffMember[] {late, FRESH, ARTHUR, agent}) {
            assertRefused(() -> ROOM.as(
                    INES,
                    () -> ROOM.bean(Owning.class)
                            .handOver(it.id(), CaseRoom.actor(INES), unfit.id(), "My shift is over.")));
        }
        assertThat(ROOM.bean(Reviewers.class).all()).contains(INES, KOFI).doesNotContain(late, FRESH, agent);
        ROOM.train(late, LocalDate.now(ZoneOffset.UTC).plusDays(2));
        ROOM.as(late, () -> ROOM.bean(Owning.class).take(it.id(), CaseRoom.actor(late), ""));
        assertThat(ROOM.decisions(it).ownerId()).isEqualTo(late.id());
    }

    private static void change(StaffMember by, SafetyCase it, Level to, String reason) {
        ROOM.as(by, () -> ROOM.bean(Levels.class).change(it.id(), CaseRoom.actor(by), to, reason));
    }

    private static void confirm(StaffMember by, SafetyCase it, Proposal proposal) {
        ROOM.as(by, () -> ROOM.bean(SecondOpinions.class).confirm(it.id(), proposal.id(), CaseRoom.actor(by)));
    }

    private static Optional<Proposal> waiting(SafetyCase it) {
        return ROOM.as(INES, () -> ROOM.bean(SecondOpinions.class).waiting(it.id()));
    }

    private static int messages(SafetyCase it) {
        return ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(org.nightlight.ticket.Tickets.class)
                        .messages(it.ticketId())
                        .size());
    }

    private static void assertRefused(Runnable verb) {
        assertThatThrownBy(verb::run).isInstanceOf(Refusal.class);
    }
}
