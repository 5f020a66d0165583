package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.audit.Audit;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;

/** A child's mail about harm: a case and a wall in one transaction, the Safety Team alerted, no word to any parent. */
class ChildDisclosesHarmTest {
    private static final RunningDesk DESK = RunningDesk.start();
    private static long agent;
    private final Database database = DESK.bean(Database.class);
    private final Tickets tickets = DESK.bean(Tickets.class);
    private final Cases cases = DESK.bean(Cases.class);

    @BeforeAll
    static void people() {
        Staff staff = DESK.bean(Staff.class);
        agent = staff.createFirstAdmin("Ada Brook", "ada@desk.example", "a long enough sentence")
                .orThrow()
                .id();
        staff.create(
                        "Noor Hale",
                        "noor@desk.example",
                        java.util.Set.of(Role.SAFETY_OFFICER),
                        "another long sentence",
                        new Actor.Staff(agent))
                .orThrow();
    }

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void theDisclosureIsWalledAndAlertedAndNobodyAtHomeHears() {
        DESK.send("kit@example.org", """
                From: Kit <kit@example.org>
                To: support@storytailor.com
                Subject: my story
                Message-ID: <kit-1@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                my stepdad hits me with a belt every night and i am scared to go home
                """);
        SafetyCase opened = opened("kit@example.org");

        assertThat(database.read(Clearance.DESK, () -> tickets.find(opened.ticketId())))
                .isEmpty();
        assertThat(database.read(
                        Clearance.DESK, () -> DESK.bean(TicketSearch.class).find("belt", Long.MAX_VALUE, 5)))
                .isEmpty();
        assertThat(database.read(
                        Clearance.DESK,
                        () -> DESK.bean(TicketSearch.class).find("#" + opened.ticketId(), Long.MAX_VALUE, 5)))
                .isEmpty();
        Ticket walled = database.read(Clearance.SAFETY, () -> tickets.find(opened.ticketId()))
                .orElseThrow();
        assertThat(walled.walled()).isTrue();
        assertThat(walled.team()).isEqualTo("safety-team");
        assertThat(walled.assigneeId()).isNull();

        RunningDesk.eventually(
                () -> DESK.inbox("noor@desk.example"),
                list -> list.stream().anyMatch(mail -> text(mail).contains("/desk/cases/" + opened.id())));
        assertThat(DESK.inbox("kit@example.org")).isEmpty();
        assertThat(DESK.inbox("noor@desk.example")).noneMatch(mail -> text(mail).contains("belt"));
    }

    @Test
    void whatWaitedToBeSentIsHeldBackWhenALaterMessageDiscloses() {
        DESK.send(
                "lou@example.org",
                mail("lou@example.org", "lou-1", "", "The narrator voice stays silent on our tablet."));
        Ticket ticket = RunningDesk.eventually(
                        () -> database.read(
                                Clearance.DESK,
                                () -> DESK.bean(TicketSearch.class).find("narrator", Long.MAX_VALUE, 5)),
                        list -> !list.isEmpty())
                .getFirst();
        DESK.mailboxes.stop(); // the relay is away, so that the answer has to wait
        Outbox.Sending sending = database.write(
                Clearance.DESK,
                () -> DESK.bean(Outbox.class)
                        .reply(ticket, new Actor.Staff(agent), "Ada Brook", "Please try the newest version."));
        long reply = ((Outbox.Sending.Queued) sending).message().id();

        DESK.send(
                "lou@example.org",
                mail(
                        "lou@example.org",
                        "lou-2",
                        "<lou-1@example.org>",
                        "i dont want to be here anymore i want to kill myself tonight"));
        RunningDesk.eventually(() -> database.read(Clearance.DESK, () -> tickets.find(ticket.id())), Optional::isEmpty);
        Message held =
                database.read(Clearance.SAFETY, () -> tickets.message(reply)).orElseThrow();
        assertThat(held.delivery()).isEqualTo(Message.Delivery.WITHHELD);
        DESK.mailboxes.start();
    }

    @Test
    void theAuditOfAWalledTicketIsHiddenFromTheDeskAndWhole() {
        DESK.send(
                "pat@example.org",
                mail(
                        "pat@example.org",
                        "pat-1",
                        "",
                        "he hurts me every day and says i must not tell, please do not mail my mom"));
        SafetyCase opened = opened("pat@example.org");
        assertThat(auditLines(Clearance.DESK, opened.ticketId())).isZero();
        assertThat(auditLines(Clearance.SAFETY, opened.ticketId())).isPositive();
        assertThat(database.read(Clearance.SYSTEM, DESK.bean(Audit.class)::faults))
                .isEmpty();
    }

    /** The case of the child who wrote from this address, as soon as there is one. */
    private SafetyCase opened(String address) {
        return RunningDesk.eventually(
                        () -> database.read(Clearance.SAFETY, () -> {
                            Optional<Long> requester = DESK.bean(Customers.class)
                                    .findByAddress(new EmailAddress(address))
                                    .map(Customer::id);
                            return cases.list(50).stream()
                                    .filter(it -> requester.equals(
                                            tickets.find(it.ticketId()).map(Ticket::requesterId)))
                                    .findFirst();
                        }),
                        Optional::isPresent)
                .orElseThrow();
    }

    private int auditLines(Clearance clearance, long ticketId) {
        return database.read(
                clearance,
                () -> DESK.bean(org.jooq.DSLContext.class)
                        .fetchCount(
                                nightlight.tables.Tables.AUDIT_LINE,
                                nightlight.tables.Tables.AUDIT_LINE.TICKET_ID.eq(ticketId)));
    }

    private static String mail(String from, String id, String answers, String text) {
        return """
                From: %s
                To: support@storytailor.com
                Subject: hello
                Message-ID: <%s@example.org>
                In-Reply-To: %s
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, id, answers, text);
    }

    private static String text(jakarta.mail.Message message) {
        try {
            return message.getContent().toString();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
