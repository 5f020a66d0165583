package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.BrokenScreening;
import org.nightlight.safety.Cases;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.Screening;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;

/** A desk whose screening fails on every message: it holds each for a person, and nobody else sees it. */
class ScreeningCannotRunTest {
    private final RunningDesk desk = RunningDesk.start(
            Map.of(),
            parts -> parts.registerBean(
                    "brokenScreening", Screening.class, BrokenScreening::broken, bean -> bean.setPrimary(true)));
    private final Database database = desk.bean(Database.class);

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void everyMessageIsHeldBehindTheWallForAPerson() {
        Post post = new Post();
        for (int i = 0; i < 3; i++) {
            post.send(desk.smtpPort, post.letter(false));
        }
        assertThat(post.accepted()).hasSize(3);
        var cases = RunningDesk.eventually(
                () -> database.read(
                        Clearance.SAFETY, () -> desk.bean(Cases.class).list(10)),
                all -> all.size() == 3);
        assertThat(cases).allMatch(SafetyCase::held);
        assertThat(database.read(
                        Clearance.DESK, () -> desk.bean(TicketSearch.class).find("Drill", Long.MAX_VALUE, 10)))
                .isEmpty();
        for (SafetyCase held : cases) {
            assertThat(database.read(
                            Clearance.DESK, () -> desk.bean(Tickets.class).find(held.ticketId())))
                    .isEmpty();
        }
        Reckoning reckoning = new Reckoning(desk.database, desk.mailboxes);
        reckoning.untilDrained();
        assertThat(reckoning.rows("select walled from ticket")).containsExactly("t", "t", "t");
        assertThat(reckoning.rows("select distinct purpose from outbound")).containsExactly("alert");
        assertThat(desk.inbox("writer")).as("nothing goes to the family").isEmpty();
    }
}
