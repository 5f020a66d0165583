package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.safety.BrokenScreening;
import org.nightlight.safety.PageLinks;
import org.nightlight.safety.Screening;
import org.nightlight.shared.Actor;

/** Screening that stays out for more than a minute is an alarm of its own. */
class ScreeningOutageTest {
    private static final String OUTAGES = "select id::text from page where kind = 'outage' order by id";

    private final SafetyTeam team = new SafetyTeam(Map.of(), Map.of(Screening.class, BrokenScreening.broken()));

    @AfterEach
    void stop() {
        team.close();
    }

    @Test
    void r17_anOutageOverAMinutePagesOncePerOutage() {
        team.keepWatch(Duration.ofHours(12));
        team.written("The app does not start.");
        team.clock.turn(Duration.ofSeconds(60));
        team.written("The app still does not start.");
        assertThat(team.rows(OUTAGES)).as("a minute is not over a minute").isEmpty();

        team.clock.turn(Duration.ofSeconds(1));
        team.written("There is no sound.");
        assertThat(team.rows(OUTAGES)).hasSize(1);
        RunningDesk.eventually(() -> alarms("mina@desk.example"), count -> count == 1);
        team.clock.turn(Duration.ofSeconds(30));
        team.written("There is no picture.");
        assertThat(team.rows(OUTAGES)).as("once per outage").hasSize(1);

        team.clock.turn(Duration.ofMinutes(5));
        RunningDesk.eventually(() -> alarms("noor@desk.example"), count -> count == 1);
        List<PageLinks.Alarm> waiting = team.database.read(
                Clearance.SAFETY, () -> team.desk.bean(PageLinks.class).alarms());
        assertThat(waiting).hasSize(1);
        team.database.write(
                Clearance.SAFETY,
                () -> team.desk
                        .bean(PageLinks.class)
                        .acknowledge(waiting.getFirst().pageId(), new Actor.Staff(team.noor.id())));
        assertThat(team.rows("select acknowledged_by::text from page where kind = 'outage' and next_at is null"))
                .containsExactly(Long.toString(team.noor.id()));

        team.clock.turn(Duration.ofMinutes(11));
        team.written("It is broken again.");
        team.clock.turn(Duration.ofSeconds(61));
        team.written("And still is.");
        assertThat(team.rows(OUTAGES)).as("another outage").hasSize(2);
    }

    private long alarms(String address) {
        return team.desk.inbox(address).stream()
                .filter(mail -> SafetyTeam.text(mail).contains("could not be judged"))
                .count();
    }
}
