package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Drilling;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Drills;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.MandatoryReports;
import org.nightlight.safety.report.ReportClocks;
import org.nightlight.safety.report.Submissions;
import org.nightlight.safety.report.Track;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;

/** A drill takes the whole way of a case, and nothing of it leaves the team. */
class DrillTest {
    private final SafetyTeam team = new SafetyTeam(Map.of());

    @AfterEach
    void stop() {
        team.close();
    }

    @Test
    void r45_aDrillTakesTheWholeWayIsMarkedReachesNobodyOutsideAndItsTimesAreKept() throws Exception {
        team.keepWatch(Duration.ofHours(12));
        assertThat(team.desk.bean(Drilling.class).start(new Actor.Staff(team.noor.id())))
                .as("screening finds the drill's words by itself")
                .isTrue();
        Drills.Drill started = drills().getFirst();
        assertThat(started.startedBy()).isEqualTo(team.noor.id());
        assertThat(team.rows("select c.level || ' ' || walled from safety_case c join ticket t on t.id = c.ticket_id"
                        + " where c.id = " + started.caseId()))
                .containsExactly("S3 true");
        assertThat(team.deskFinds("Drill")).as("walled like any other").isFalse();

        var mail = RunningDesk.eventually(
                        () -> team.desk.inbox("mina@desk.example").stream()
                                .filter(it -> SafetyTeam.text(it).contains("/desk/cases/" + started.caseId()))
                                .toList(),
                        mails -> mails.size() == 1)
                .getFirst();
        assertThat(mail.getSubject()).isEqualTo("Drill: case " + started.caseId() + " needs you now");
        assertThat(team.cases()).as("does not count among cases").isEmpty();
        assertThat(team.database.read(
                        Clearance.SAFETY, () -> team.desk.bean(Cases.class).unacknowledged()))
                .isZero();

        team.clock.turn(Duration.ofSeconds(52));
        team.database.write(
                Clearance.SAFETY,
                () -> team.desk.bean(Cases.class).acknowledge(started.caseId(), new Actor.Staff(team.mina.id())));
        RunningDesk.eventually(() -> drills().getFirst().alertedAt(), Objects::nonNull);
        Drills.Drill done = drills().getFirst();
        assertThat(Duration.between(done.startedAt(), done.acknowledgedAt())).isEqualTo(Duration.ofSeconds(52));
        assertThat(done.acknowledgedBy()).isEqualTo(team.mina.id());
        assertThat(team.rows("select c.state || ' ' || t.state from safety_case c join ticket t on t.id = c.ticket_id"
                        + " where c.id = " + started.caseId()))
                .as("nothing is left to do")
                .containsExactly("closed solved");
        assertThat(team.rows("select distinct unnest(recipients) from outbound"))
                .as("nobody outside hears")
                .allMatch(to -> to.endsWith("@desk.example") || to.startsWith("safety-alerts@"));
        assertThat(team.rows("select distinct walled::text from audit_line where action = 'drill-started'"))
                .containsExactly("true");
    }

    @Test
    void r45_aDrillComesByItselfWhenTheLastIsOlderThanThePlaybookAllowsAndOfTwoProcessesOneStartsIt() {
        assertThat(drills()).isEmpty();
        try (RunningDesk second = team.desk.another(context -> context.registerBean(
                "turnedClock", java.time.Clock.class, () -> team.clock, bean -> bean.setPrimary(true)))) {
            team.clock.turn(Duration.ofDays(60));
            RunningDesk.eventually(this::drills, drills -> drills.size() == 1);
            Drills.Drill started = drills().getFirst();
            assertThat(started.startedBy()).as("by the desk itself").isNull();
            RunningDesk.eventually(() -> drills().getFirst().alertedAt(), Objects::nonNull);
            assertThat(team.rows("select c.level from safety_case c where c.id = " + started.caseId()))
                    .as("found by screening")
                    .containsExactly("S3");
            team.clock.turn(Duration.ofDays(31));
            RunningDesk.eventually(this::drills, drills -> drills.size() == 2);
            assertThat(second.context().isActive()).isTrue();
        }
        assertThat(team.cases()).as("does not count among cases").isEmpty();
    }

    @Test
    void r45_nothingOfADrillCanBeReportedAndNoPaperOfItCanBeMade() {
        team.desk.bean(Drilling.class).start(new Actor.Staff(team.noor.id()));
        long drill = drills().getFirst().caseId();
        MandatoryReports reports = team.desk.bean(MandatoryReports.class);
        Submissions.Made call = new Submissions.Made(
                Track.STATE,
                MandatoryReport.Channel.PHONE,
                team.noor.id(),
                "Hotline",
                team.clock.instant(),
                null,
                null);
        assertThatThrownBy(() -> team.database.write(
                        Clearance.SAFETY,
                        () -> team.desk.bean(Submissions.class).made(drill, call, new Actor.Staff(team.noor.id()))))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> team.database.read(Clearance.SAFETY, () -> reports.draft(drill)))
                .isInstanceOf(Refusal.class);
        assertThat(team.database.read(
                        Clearance.SAFETY,
                        () -> team.desk.bean(ReportClocks.class).running()))
                .as("and no time for a report runs")
                .isEmpty();
    }

    @Test
    void aMailThatCallsItselfADrillIsNone() {
        long before = drills().size();
        team.desk.send("drill@drill.invalid", """
                From: Drill <drill@drill.invalid>
                To: support@storytailor.com
                Subject: Drill
                Message-ID: <no-drill@example.org>

                my stepdad hits me with a belt every night and i am scared to go home
                """);
        RunningDesk.eventually(team::cases, cases -> cases.size() == 1);
        assertThat(drills()).hasSize((int) before);
        team.acknowledge(team.cases().getFirst(), team.mina);
        assertThat(team.now(team.cases().getFirst()).standing().isOpen()).isTrue();
    }

    private List<Drills.Drill> drills() {
        return team.database.read(
                Clearance.SAFETY, () -> team.desk.bean(Drills.class).list());
    }
}
