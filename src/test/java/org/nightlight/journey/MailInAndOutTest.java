package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;

/** The main journey below the screens: a parent's mail becomes a ticket, is answered, and goes on in the same ticket. */
class MailInAndOutTest {
    private static final RunningDesk DESK = RunningDesk.start();
    private final Database database = DESK.bean(Database.class);

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void aParentsMailIsSortedTimedAnsweredAndFollowed() throws Exception {
        DESK.send("robin@example.org", """
                From: Robin Vale <robin@example.org>
                To: support@storytailor.com
                Subject: Charged twice
                Message-ID: <first-1@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                Hello, my card was charged twice for this month. Please refund one payment.
                """);
        Ticket ticket = RunningDesk.eventually(() -> find("charged"), Optional::isPresent)
                .orElseThrow();
        assertThat(ticket.category()).isEqualTo("billing");
        assertThat(ticket.tier()).isEqualTo("free");
        assertThat(ticket.team()).isEqualTo("customer-service");
        assertThat(ticket.dueAt()).isNotNull();

        long agent = DESK.bean(Staff.class)
                .createFirstAdmin("Sam Oak", "sam@desk.example", "correct horse battery")
                .orThrow()
                .id();
        database.write(
                Clearance.DESK,
                () -> DESK.bean(Outbox.class)
                        .reply(ticket, new Actor.Staff(agent), "Sam Oak", "We return one of the two payments today."));

        List<Message> answers = RunningDesk.eventually(() -> DESK.inbox("robin@example.org"), list -> list.size() == 1);
        Message answer = answers.getFirst();
        assertThat(answer.getSubject()).contains("[#" + ticket.id() + "]").contains("Charged twice");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly("<first-1@example.org>");
        assertThat(answer.getHeader("References")[0]).contains("<first-1@example.org>");
        assertThat(answer.getFrom()[0].toString()).contains("support@storytailor.com");

        database.write(
                Clearance.DESK,
                () -> DESK.bean(Work.class).move(ticket.id(), Work.ANY, new Actor.Staff(agent), State.SOLVED));
        DESK.send("robin@example.org", """
                From: Robin Vale <robin@example.org>
                To: support@storytailor.com
                Subject: Re: Charged twice
                Message-ID: <second-1@example.org>
                In-Reply-To: %s
                Date: Tue, 17 Nov 2026 10:00:00 -0500

                Thank you, but it has not arrived yet.
                """.formatted(answer.getHeader("Message-ID")[0]));
        Ticket reopened = RunningDesk.eventually(
                () -> database.read(
                        Clearance.DESK,
                        () -> DESK.bean(Tickets.class).find(ticket.id()).orElseThrow()),
                now -> now.state() == State.OPEN);
        assertThat(database.read(Clearance.DESK, () -> DESK.bean(Tickets.class).messages(reopened.id())))
                .hasSize(3);
    }

    private Optional<Ticket> find(String words) {
        return database.read(
                Clearance.DESK,
                () -> DESK.bean(TicketSearch.class).find(words, Long.MAX_VALUE, 5).stream()
                        .findFirst());
    }
}
