package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.nightlight.shared.Actor;

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
