package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Screening;
import org.nightlight.safety.SlowScreening;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Work;

/** Nothing touches a message before screening has read it, and there is no message that screening does not read. */
class ScreenedFirstTest {
    @Test
    void r16_beforeItIsScreenedAMessageIsInNoTableThatAnyonesPageOrMailIsMadeFrom() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Screening slow = SlowScreening.until(begun, goOn);
        try (RunningDesk desk = RunningDesk.start(
                Map.of(),
                parts -> parts.registerBean(
                        "slowScreening", Screening.class, () -> slow, bean -> bean.setPrimary(true)))) {
            desk.send("ida@example.org", mail("ida@example.org", "plover1", "Where is my invoice?"));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            Reckoning reckoning = new Reckoning(desk.database, desk.mailboxes);
            for (String table : List.of("ticket", "message", "ticket_search", "ticket_event", "outbound", "draft")) {
                assertThat(reckoning.rows("select count(*) from " + table))
                        .as(table)
                        .containsExactly("0");
            }
            assertThat(desk.mailboxes.getReceivedMessages()).isEmpty();

            goOn.countDown();
            RunningDesk.eventually(() -> found(desk, "plover1"), all -> all.size() == 1);
        }
    }

    @Test
    void r20_anAnswerToASolvedTicketIsScreenedLikeAnyOther() {
        try (RunningDesk desk = RunningDesk.start()) {
            desk.send("ole@example.org", mail("ole@example.org", "plover2", "Where is my invoice?"));
            Ticket ticket = RunningDesk.eventually(() -> found(desk, "plover2"), all -> all.size() == 1)
                    .getFirst();
            Database database = desk.bean(Database.class);
            long ada = desk.bean(Staff.class)
                    .createFirstAdmin("Ada Brook", "ada@desk.example", "a long enough sentence")
                    .orThrow()
                    .id();
            Work work = desk.bean(Work.class);
            database.write(Clearance.DESK, () -> {
                work.assign(ticket.id(), Work.ANY, new Actor.Staff(ada), ada);
                work.move(ticket.id(), Work.ANY, new Actor.Staff(ada), State.SOLVED);
            });

            desk.send(
                    "ole@example.org",
                    mail(
                            "ole@example.org",
                            "Re: [#" + ticket.id() + "] plover2",
                            "my stepdad hits me with a belt every night"));
            RunningDesk.eventually(
                    () -> database.read(
                            Clearance.SAFETY, () -> desk.bean(Cases.class).list(10)),
                    all -> all.size() == 1);
            assertThat(found(desk, "plover2")).isEmpty();
        }
    }

    private static List<Ticket> found(RunningDesk desk, String words) {
        return desk.bean(Database.class)
                .read(Clearance.DESK, () -> desk.bean(TicketSearch.class).find(words, Long.MAX_VALUE, 10));
    }

    private static String mail(String from, String subject, String text) {
        return """
                From: %s
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, subject, Integer.toHexString(subject.hashCode()), text);
    }
}
