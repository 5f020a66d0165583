package org.nightlight.safety.cybertip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.safety.Holds;
import org.nightlight.safety.cybertip.Tip.State;
import org.nightlight.safety.report.MandatoryReports;
import org.nightlight.safety.report.Standing;
import org.nightlight.safety.report.Track;
import org.nightlight.ticket.Refusal;
import org.slf4j.LoggerFactory;

/** A desk as it is before two people switched production on. */
class CybertipTestSystemTest {
    private static TipDesk desk;

    @BeforeAll
    static void start() {
        desk = new TipDesk(Map.of());
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void t02_theTestSystemIsTheDefaultAndNothingRealGoesThere() {
        long caseId = desk.newCase();
        desk.approved(caseId, desk.files(caseId));
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
        assertThat(desk.tipline.last().system).isEqualTo("test");
        assertThat(desk.tipline.last().files).isEmpty();
        assertThat(desk.tipline.last().xml)
                .doesNotContain("wombat9", "Wombatson", "kit1", "dragon", "school", "Ivo", "2026", ">11<");
        assertThat(desk.in(() -> desk.desk.bean(Holds.class).of(caseId))).isEmpty();
        assertThat(desk.in(() -> desk.desk.bean(MandatoryReports.class).read(caseId, desk.noor))
                        .orElseThrow()
                        .standing(Track.CYBERTIP))
                .as("a test reports nothing")
                .isEqualTo(Standing.PENDING);
    }

    @Test
    void t02_productionNeedsTwoPeopleAndOneIsEnoughToLeaveIt() {
        CybertipSwitch production = desk.desk.bean(CybertipSwitch.class);
        desk.in(() -> {
            production.propose(desk.noor);
            return true;
        });
        long proposal = desk.in(production::proposal).orElseThrow().id();
        assertThat(desk.in(production::environment)).isEqualTo(Environment.TEST);
        assertThatThrownBy(() -> run(() -> production.confirm(proposal, desk.noor)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("second person");
        assertThatThrownBy(() -> sql(
                        "update cybertip_switch set confirmed_by = by_id, confirmed_at = now() where id = " + proposal))
                .hasMessageContaining("check");
        run(() -> production.confirm(proposal, desk.ivo));
        assertThat(desk.in(production::environment)).isEqualTo(Environment.PRODUCTION);

        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        run(() -> production.off(desk.noor));
        int calls = desk.tipline.calls.size();
        desk.drive();
        assertThat(desk.in(production::environment)).isEqualTo(Environment.TEST);
        assertThat(desk.tipline.calls).as("what was approved as real waits").hasSize(calls);
        assertThatThrownBy(() -> sql("update cybertip_switch set confirmed_by = " + desk.ivo.id()
                        + ", confirmed_at = now() where id = " + proposal))
                .hasMessageContaining("only the latest proposal");
        assertThat(desk.in(() -> desk
                        .desk
                        .bean(DSLContext.class)
                        .fetchValues("select action from audit_line where action like 'cybertip-production%'")
                        .stream()
                        .map(String::valueOf)
                        .toList()))
                .contains("cybertip-production-proposed", "cybertip-production-on", "cybertip-production-off");
    }

    @Test
    void t05_credentialsAreInNoLog() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger client = (Logger) LoggerFactory.getLogger("jdk.httpclient");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        client.setLevel(Level.TRACE);
        try {
            long caseId = desk.newCase();
            desk.approved(caseId, List.of());
            desk.tipline.faultAt(0, TiplineStub.Fault.TRUNCATED);
            desk.drive();
            assertThat(desk.desk.bean(Connection.class).check(Environment.TEST)).contains("takes the desk’s sign-in");
        } finally {
            root.detachAppender(lines);
            client.setLevel(null);
        }
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.contains(TiplineStub.PASSWORD)
                        || line.contains("Basic ")
                        || line.contains("wombat9")
                        || line.contains("kit1@"));
    }

    @Test
    void withoutCredentialsNothingCanBeMadeOrSwitchedOn() {
        try (TipDesk bare = new TipDesk(Map.of(
                "nightlight.cybertip.test-credentials-file", "",
                "nightlight.cybertip.production-credentials-file", ""))) {
            long caseId = bare.newCase();
            assertThatThrownBy(() -> bare.version(caseId, List.of()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("web form or by phone");
            assertThatThrownBy(bare::production).isInstanceOf(Refusal.class);
            assertThat(bare.driver().step()).isFalse();
            assertThat(bare.tipline.calls).isEmpty();
        }
    }

    private static void run(Runnable verb) {
        desk.in(() -> {
            verb.run();
            return true;
        });
    }

    private static void sql(String statement) {
        desk.in(() -> desk.desk.bean(DSLContext.class).execute(statement));
    }
}
