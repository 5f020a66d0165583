package org.nightlight.safety.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** On which cases the time for a report runs, and who is asked when an approver does not come. */
class ReportDutyTest {
    private static final Actor TEST = new Actor.Software("test");
    private final ReportDesk desk = new ReportDesk();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void r29_theClockRunsForGraveOrReportableCasesAndThoseThatAPersonMarkedButNotForEachHeldMessage() {
        long reportable = desk.caseOf("my dad hits me with a belt every night and i am scared to go home");
        SafetyCase held = ordinary("wombat1", Level.S2, TEST);
        SafetyCase grave = ordinary("wombat2", Level.S3, TEST);
        SafetyCase marked = ordinary("wombat3", Level.S2, desk.noor);
        assertThat(running()).contains(reportable, grave.id(), marked.id()).doesNotContain(held.id());
        desk.in(() -> desk.reports().comment(held.id(), "This must be looked at.", desk.noor));
        assertThat(running()).as("whoever begins with its report marks it").contains(held.id());
    }

    @Test
    void r29_anApproverWhoDoesNotComeIsPassedOverForADeputyAndThenForTheLeads() {
        long caseId = desk.caseOf("my dad hits me with a belt every night and i am scared to go home");
        train(desk.noor);
        member("ada", Set.of());
        member("lena", Set.of("safety-team"));
        desk.version(caseId, desk.noor);
        desk.clock.turn(Duration.ofMinutes(11));
        RunningDesk.eventually(() -> asked("ada"), mails -> mails == 1);
        assertThat(asked("lena")).as("the leads hear later").isZero();
        assertThat(asked("noor")).as("the author approves nothing of the own").isZero();
        desk.clock.turn(Duration.ofMinutes(10));
        RunningDesk.eventually(() -> asked("lena"), mails -> mails == 1);
        assertThat(asked("ada")).isEqualTo(1);
        assertThat(asked("ivo")).as("whoever is not trained approves nothing").isZero();
    }

    private long asked(String name) {
        return desk.desk.inbox(name + "@desk.example").stream()
                .filter(mail -> {
                    try {
                        return mail.getSubject().contains("a report waits for you")
                                && mail.getAllRecipients()[0].toString().startsWith(name);
                    } catch (jakarta.mail.MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .count();
    }

    private void member(String name, Set<String> leads) {
        Staff staff = desk.desk.bean(Staff.class);
        long id = staff.create(name, name + "@desk.example", Set.of(Role.SAFETY_OFFICER), "another long sentence", TEST)
                .orThrow()
                .id();
        staff.assign(id, Set.of(Role.SAFETY_OFFICER), Set.of("safety-team"), leads, TEST)
                .orThrow();
        train(new Actor.Staff(id));
    }

    private void train(Actor.Staff who) {
        desk.desk
                .bean(Training.class)
                .set(who.id(), LocalDate.of(2027, 12, 31).toString(), TEST)
                .orThrow();
    }

    private List<Long> running() {
        return desk.in(() -> desk.desk.bean(ReportClocks.class).running()).stream()
                .map(ReportClocks.Running::caseId)
                .toList();
    }

    /** Somebody raises a mail in which nothing was found. */
    private SafetyCase ordinary(String word, Level level, Actor by) {
        desk.desk.send(word + "@example.org", """
                From: Kit <%s@example.org>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                Date: Fri, 27 Nov 2026 17:00:00 -0500

                The narrator is silent.
                """.formatted(word, word, word));
        Database database = desk.desk.bean(Database.class);
        Ticket ticket = RunningDesk.eventually(
                        () -> database.read(
                                Clearance.SYSTEM,
                                () -> desk.desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1).stream()
                                        .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
        database.write(Clearance.SYSTEM, () -> desk.desk.bean(Cases.class).raise(ticket.id(), level, by));
        return database.read(
                Clearance.SYSTEM,
                () -> desk.desk.bean(Cases.class).list(100).stream()
                        .filter(it -> it.ticketId() == ticket.id())
                        .findFirst()
                        .orElseThrow());
    }
}
