package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.nightlight.Browser;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;
import org.springframework.context.support.GenericApplicationContext;

/** A desk whose time the test turns, with two administrators, one of the Safety Team and one of Legal, and families that write. */
final class FamilyDesk implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    private static final Actor TEST = new Actor.Software("test");

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    final RunningDesk desk;
    final Database database;
    final StaffMember ada;
    final StaffMember ben;
    final StaffMember noor;
    final StaffMember jo;

    FamilyDesk() {
        desk = RunningDesk.start(Map.of(), this::clock);
        database = desk.bean(Database.class);
        ada = member("Ada Brook", Role.ADMIN);
        ben = member("Ben Orr", Role.ADMIN);
        noor = member("Noor Hale", Role.SAFETY_OFFICER);
        jo = member("Jo Lind", Role.LEGAL);
    }

    /** Another process of this desk, by the same clock. */
    RunningDesk another(Consumer<GenericApplicationContext> parts) {
        return desk.another(context -> {
            clock(context);
            parts.accept(context);
        });
    }

    private void clock(GenericApplicationContext context) {
        context.registerBean("turnedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
    }

    private StaffMember member(String name, Role role) {
        String email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@desk.example";
        return desk.bean(Staff.class)
                .create(name, email, Set.of(role), PASSWORD, TEST)
                .orThrow();
    }

    Browser browser(StaffMember member) {
        Browser browser = new Browser(desk.port);
        browser.signIn(member.email().value(), PASSWORD);
        return browser;
    }

    static Actor.Staff actor(StaffMember member) {
        return new Actor.Staff(member.id());
    }

    /** A parent and a child with an address each, known before anybody wrote. */
    record Family(Household home, Customer parent, Customer child, String word) {}

    Family family(String word) {
        Customers customers = desk.bean(Customers.class);
        return database.write(Clearance.SYSTEM, () -> {
            long home =
                    customers.createHousehold("House of " + word, "free", TEST).id();
            Customer parent = customers
                    .create(
                            CustomerDetails.named("Robin " + word)
                                    .inHousehold(home, Relation.PARENT)
                                    .with(new EmailAddress("robin." + word + "@example.org")),
                            TEST)
                    .orThrow();
            Customer child = customers
                    .create(
                            CustomerDetails.named("Juno " + word)
                                    .inHousehold(home, Relation.CHILD)
                                    .with(new EmailAddress("juno." + word + "@example.org")),
                            TEST)
                    .orThrow();
            return new Family(customers.household(home).orElseThrow(), parent, child, word);
        });
    }

    /** Writes, is answered, and leaves a note and a draft behind; every text holds the family's word. */
    Ticket conversation(Family family, String from) {
        String word = family.word();
        desk.send(from + "." + word + "@example.org", """
                From: %1$s <%2$s.%1$s@example.org>
                To: support@storytailor.com
                Subject: %1$s subject
                Message-ID: <%2$s-%1$s@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html

                <p>The narrator is silent in our story, %1$s %2$s.</p>
                --b
                Content-Type: text/plain; name=%1$s.txt
                Content-Disposition: attachment; filename=%1$s.txt

                file of %1$s
                --b--
                """.formatted(word, from));
        String id = RunningDesk.eventually( // by its mail: what a child writes is masked, and no search finds its words
                        () -> rows(
                                "select ticket_id from mail_thread where mail_id like ?",
                                "%" + from + "-" + word + "@example.org%"),
                        rows -> !rows.isEmpty())
                .getFirst();
        Ticket ticket = database.read(
                        Clearance.SYSTEM, () -> desk.bean(Tickets.class).find(Long.parseLong(id)))
                .orElseThrow();
        database.write(Clearance.DESK, () -> {
            desk.bean(Outbox.class).reply(ticket, actor(ada), "Ada Brook", "Please try again, answer to it.");
            desk.bean(Replies.class).note(ticket, actor(ada), "Ada Brook", "A private note on " + word);
            desk.bean(Drafts.class).keep(ticket.id(), ada.id(), Drafts.Kind.REPLY, "half an answer to " + word);
        });
        RunningDesk.eventually(
                () -> rows(
                        "select id from message where kind = 'reply' and state = 'sent' and ticket_id = ?",
                        ticket.id()),
                rows -> !rows.isEmpty());
        return ticket;
    }

    /** An agent states the child's age and asks the parent for consent, on this ticket. */
    void asksConsent(Family family, Ticket ticket) {
        database.write(Clearance.DESK.of(ada.id()), () -> {
            desk.bean(Ages.class)
                    .state(family.child(), AgeState.UNDER_13, "Said so.", ticket.id(), false, actor(ada))
                    .orThrow();
            desk.bean(Consents.class)
                    .ask(
                            family.child(),
                            ticket.id(),
                            "robin." + family.word() + "@example.org",
                            Relation.PARENT,
                            "en",
                            actor(ada))
                    .orThrow();
        });
    }

    void mail(String from, String id, String answers, String subject, String text) {
        desk.send(from, """
                From: <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                In-Reply-To: %s

                %s
                """.formatted(from, subject, id, answers, text));
    }

    Optional<Ticket> found(String words) {
        return database.read(
                Clearance.DESK,
                () -> desk.bean(TicketSearch.class).find(words.replace(" & ", " "), Long.MAX_VALUE, 1).stream()
                        .findFirst());
    }

    /** Asks for the erasure of the household as the parent wants it. */
    long ask(Family family) {
        return database.write(
                Clearance.DESK,
                () -> desk.bean(Erasures.class)
                        .ask(family.home(), family.parent().id(), actor(ada))
                        .orThrow());
    }

    void erase() {
        clock.turn(Duration.ofDays(3).plusMinutes(1));
        stepAll(desk);
        clock.turn(Erasures.CERTIFIED_AFTER);
        stepAll(desk);
    }

    static void stepAll(RunningDesk desk) {
        while (desk.bean(Erasures.class).step()) {
            // one step after the other
        }
    }

    Erasure erasure(long id) {
        return desk.bean(Erasures.class).find(id).orElseThrow();
    }

    List<String> tables(String word) {
        return EveryTable.holding(desk, word);
    }

    List<String> rows(String sql, Object... values) {
        return EveryTable.rows(desk, sql, values);
    }

    @Override
    public void close() {
        desk.close();
    }
}
