package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.sla.Clocks;
import org.nightlight.sla.Deadline;
import org.nightlight.sla.Deadlines;
import org.nightlight.sla.Escalations;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;

/** The clocks of a whole desk whose time the test turns on: what nobody does in time is done by the desk itself. */
class ClimbsByItselfTest {
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    /** The relay listens only when a test starts it: until then no mail leaves. */
    private static final int RELAY = RunningDesk.freePort();

    private static final RunningDesk DESK = RunningDesk.start(
            Map.of("nightlight.relay.port", Integer.toString(RELAY)),
            parts -> parts.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)));
    private static final GreenMail MAILBOXES =
            new GreenMail(new ServerSetup(RELAY, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Actor.Staff SAM = new Actor.Staff(DESK.bean(Staff.class)
            .createFirstAdmin("Sam Oak", "sam@desk.example", "correct horse battery")
            .orThrow()
            .id());

    private final Database database = DESK.bean(Database.class);

    @AfterAll
    static void stop() {
        DESK.close();
        MAILBOXES.stop();
    }

    /** One journey, since it is one clock: turning it turns every ticket's. */
    @Test
    void b33_b50_b52_timeAloneMakesTheTicketClimbAndOnlyAMailThatLeftStopsTheFirstResponse() throws Exception {
        aFailedSendLeavesTheFirstResponseRunning();
        pendingPauses();
        itClimbsToTheTopAndNoFurther();
    }

    private void aFailedSendLeavesTheFirstResponseRunning() {
        Ticket ticket = written("answered@example.org", "Sound of the lantern story");
        database.write(
                Clearance.DESK,
                () -> DESK.bean(Replies.class).note(ticket, SAM, "Sam Oak", "Asked the technical team."));
        assertThat(deadlines(ticket).firstResponse().state()).as("a note").isEqualTo(Deadline.State.RUNNING);
        database.write(
                Clearance.DESK,
                () -> DESK.bean(Outbox.class).reply(ticket, SAM, "Sam Oak", "Please switch the sound on."));
        RunningDesk.eventually(
                () -> database
                        .read(Clearance.DESK, () -> DESK.bean(Tickets.class).messages(ticket.id()))
                        .stream()
                        .filter(message -> message.kind() == Message.Kind.REPLY)
                        .findFirst()
                        .map(Message::deliveryReason)
                        .orElse(""),
                reason -> reason.contains("Next attempt in"));
        assertThat(deadlines(ticket).firstResponse().state()).isEqualTo(Deadline.State.RUNNING);

        MAILBOXES.start();
        CLOCK.turn(Duration.ofMinutes(2));
        RunningDesk.eventually(() -> deadlines(ticket).firstResponse().state(), Predicate.isEqual(Deadline.State.MET));
        assertThat(MAILBOXES.getReceivedMessages()).hasSize(1);
    }

    private void pendingPauses() {
        Ticket ticket = written("waited@example.org", "Sound of the river story");
        Instant due = deadlines(ticket).resolution().due();
        moved(ticket, State.PENDING);
        assertThat(deadlines(ticket).resolution().state()).isEqualTo(Deadline.State.PAUSED);
        assertThat(deadlines(ticket).firstResponse().state()).isEqualTo(Deadline.State.RUNNING);

        CLOCK.turn(Duration.ofHours(2)); // 12:02 at the desk, well within its hours
        moved(ticket, State.OPEN);
        assertThat(deadlines(ticket).resolution().due())
                .isEqualTo(Objects.requireNonNull(due).plus(Duration.ofHours(2)));
        moved(ticket, State.SOLVED);
    }

    private void itClimbsToTheTopAndNoFurther() throws Exception {
        Ticket ticket = written("climbing@example.org", "Sound of the mountain story");
        Escalations escalations = DESK.bean(Escalations.class);
        int climbs = 0;
        for (Ticket now = ticket; escalations.next(now).isPresent(); now = read(ticket)) {
            String team = escalations.next(now).orElseThrow().team();
            int level = now.level();
            CLOCK.turnTo(
                    Objects.requireNonNull(deadlines(now).escalation().due()).plusSeconds(1));
            Ticket climbed = RunningDesk.eventually(() -> read(ticket), read -> read.level() > level);
            assertThat(climbed.team()).isEqualTo(team);
            climbs++;
            int told = climbs;
            RunningDesk.eventually(() -> told("climbing@example.org"), mails -> mails == told);
        }
        assertThat(climbs).isGreaterThanOrEqualTo(1);
        assertThatThrownBy(() -> database.write(
                        Clearance.DESK,
                        () -> escalations.climb(ticket.id(), Work.ANY, SAM, "The customer asks for somebody else.")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the last level")
                .hasMessageContaining("nobody further up");
        assertThatThrownBy(
                        () -> database.write(Clearance.DESK, () -> escalations.climb(ticket.id(), Work.ANY, SAM, " ")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("why");
    }

    private long told(String address) throws Exception {
        long mails = 0;
        for (var mail : MAILBOXES.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().contains(address)) {
                assertThat(mail.getHeader("Auto-Submitted")).isNotNull();
                mails++;
            }
        }
        return mails;
    }

    private Ticket written(String from, String subject) {
        DESK.send(from, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                The app crashes when I open it on our tablet, and there is no sound. Please help.
                """.formatted(from, subject, from));
        return RunningDesk.eventually(
                        () -> database.read(
                                Clearance.DESK,
                                () -> DESK.bean(TicketSearch.class).find(subject, Long.MAX_VALUE, 5).stream()
                                        .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void moved(Ticket ticket, State to) {
        database.write(Clearance.DESK, () -> DESK.bean(Work.class).move(ticket.id(), Work.ANY, SAM, to));
    }

    private Ticket read(Ticket ticket) {
        return database.read(
                Clearance.DESK, () -> DESK.bean(Tickets.class).find(ticket.id()).orElseThrow());
    }

    private Deadlines deadlines(Ticket ticket) {
        return database.read(
                Clearance.DESK,
                () -> DESK.bean(Clocks.class).standing(read(ticket)).deadlines());
    }
}
