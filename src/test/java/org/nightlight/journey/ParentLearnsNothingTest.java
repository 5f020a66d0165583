package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Template;
import org.nightlight.safety.Cases;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/**
 * Two families. In one the child tells of harm and has an open case, with the parent in the house where it happens; in the
 * other nobody wrote. Both parents then do the same. Whatever reaches them, and whatever an agent sees of them, is the same.
 */
class ParentLearnsNothingTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final RunningDesk DESK = RunningDesk.start();

    /** A family's addresses; both are as long and sort alike, so that nothing differs but the letters. */
    private record Family(String name, String parent, String child) {
        static Family of(String name) {
            return new Family(name, "parent@" + name + ".example", "child@" + name + ".example");
        }
    }

    private static final Family WITH_CASE = Family.of("aster");
    private static final Family WITHOUT = Family.of("birch");
    private static final List<String> WORDS = List.of(
            "The narrator voice stays silent on our tablet.",
            "Did my daughter write to you? I want to know what she said.",
            "Please delete everything that you keep about my daughter and send me a copy of her messages first.",
            "I take back my consent for my daughter's account.");

    private static Actor.Staff agent;
    private final Database database = DESK.bean(Database.class);

    @BeforeAll
    static void bothParentsDoTheSame() {
        Staff staff = DESK.bean(Staff.class);
        agent = new Actor.Staff(staff.createFirstAdmin("Ada Brook", "ada@desk.example", "a long enough sentence")
                .orThrow()
                .id());
        staff.create("Noor Hale", "noor@desk.example", Set.of(Role.SAFETY_OFFICER), "another long sentence", TEST)
                .orThrow();
        for (Family family : List.of(WITH_CASE, WITHOUT)) {
            Customers customers = DESK.bean(Customers.class);
            long home = customers.createHousehold(family.name, "plus", TEST).id();
            member(customers, home, "Robin", family.parent, Relation.PARENT);
            member(customers, home, "Kit", family.child, Relation.CHILD);
        }
        write(0);
        DESK.send(
                WITH_CASE.child,
                mail(WITH_CASE.child, "told", "my dad hits me with a belt every night and i am scared to go home"));
        RunningDesk.eventually(
                () -> DESK.bean(Database.class)
                        .read(Clearance.SAFETY, () -> DESK.bean(Cases.class).list(9)),
                cases -> cases.size() == 1);
        for (int i = 1; i < WORDS.size(); i++) {
            write(i);
        }
        for (Family family : List.of(WITH_CASE, WITHOUT)) {
            for (Ticket ticket : tickets(family)) {
                answer(ticket);
            }
            RunningDesk.eventually(() -> DESK.inbox(family.parent), list -> list.size() == WORDS.size());
            // The clock stops when the first hop has taken the answer, a moment after it is in the mailbox.
            RunningDesk.eventually(
                    () -> tickets(family),
                    list -> list.stream().noneMatch(ticket -> "first_response".equals(ticket.dueMetric())));
        }
    }

    /** Both parents write the same, and both are tickets before the next is written. */
    private static void write(int number) {
        for (Family family : List.of(WITH_CASE, WITHOUT)) {
            DESK.send(family.parent, mail(family.parent, "parent-" + number, WORDS.get(number)));
            RunningDesk.eventually(() -> tickets(family), list -> list.size() == number + 1);
        }
    }

    /** What an agent answers is the approved text, the same for everybody. */
    private static void answer(Ticket ticket) {
        Template.Text text = DESK.bean(CurrentPlaybook.class)
                .current()
                .playbook()
                .templates()
                .get("did-my-child-write")
                .in("en")
                .filled(Map.of(
                        "customer.name", "Robin",
                        "agent.name", "Ada Brook",
                        "team.name", "Customer Service",
                        "brand.name", "Storytailor"));
        Outbox.Sending sending = DESK.bean(Database.class)
                .write(Clearance.DESK, () -> DESK.bean(Outbox.class).reply(ticket, agent, "Ada Brook", text.body()));
        assertThat(sending).isInstanceOf(Outbox.Sending.Queued.class);
    }

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void r03_r09_aParentGetsTheSameMailsWithAndWithoutACase() {
        assertThat(received(WITHOUT)).hasSize(WORDS.size());
        assertThat(received(WITH_CASE)).isEqualTo(received(WITHOUT));
    }

    @Test
    void r10_aRequestAboutAChildsDataIsTakenTheSameWayAndGoesToTheSafetyTeamWithAndWithoutACase() {
        assertThat(shape(WITH_CASE)).isEqualTo(shape(WITHOUT));
        for (Family family : List.of(WITH_CASE, WITHOUT)) {
            List<Ticket> asked = tickets(family);
            assertThat(asked.subList(2, 4)).allSatisfy(request -> {
                assertThat(request.category()).isEqualTo("safety");
                assertThat(request.issue()).isIn("privacy-concerns", "coppa-compliance-questions");
                assertThat(request.team()).isIn("child-safety-agent", "safety-team");
                assertThat(request.walled()).isFalse();
            });
        }
        assertThat(database.read(
                        Clearance.SYSTEM,
                        () -> DESK.bean(Customers.class).findByAddress(new EmailAddress(WITH_CASE.child))))
                .as("nothing was deleted by itself")
                .isPresent();
    }

    @Test
    void r03_numbersTellNothingBecauseEveryNumberMayBeSkipped() {
        for (String next : List.of(
                "next_ticket_number()",
                "next_with_holes('message_number')",
                "next_with_holes('attachment_number')",
                "next_with_holes('customer_number')")) {
            List<Long> numbers = database.write(
                    Clearance.DESK,
                    () -> DESK.bean(DSLContext.class)
                            .fetch("select " + next + " from generate_series(1, 60)")
                            .map(row -> row.get(0, Long.class)));
            List<Long> steps = IntStream.range(1, numbers.size())
                    .mapToObj(i -> numbers.get(i) - numbers.get(i - 1))
                    .distinct()
                    .toList();
            assertThat(steps).as(next).contains(1L).hasSizeGreaterThan(1).allMatch(step -> step >= 1);
        }
        for (String table : List.of("message", "attachment", "customer")) {
            assertThat(database.read(
                            Clearance.DESK,
                            () -> DESK.bean(DSLContext.class)
                                    .fetchSingle(
                                            "select column_default from information_schema.columns"
                                                    + " where column_name = 'id' and table_name = ?",
                                            table)
                                    .get(0, String.class)))
                    .contains("next_with_holes");
        }
    }

    /** What a parent found in their mailbox, in order, without what differs from mail to mail: numbers, dates and names. */
    private List<String> received(Family family) {
        return DESK.inbox(family.parent).stream()
                .map(ParentLearnsNothingTest::raw)
                .map(raw -> raw.replace(family.name, "home")
                        .replaceAll("(?m)^(Date|Message-ID|In-Reply-To|References|Received|\\s+for <).*$", "$1")
                        .replaceAll("\\d+", "0"))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** What an agent sees of a parent's tickets, in order. */
    private List<String> shape(Family family) {
        return tickets(family).stream()
                .map(it -> String.join(
                        " ",
                        it.state().toString(),
                        it.category(),
                        String.valueOf(it.issue()),
                        it.team(),
                        String.valueOf(it.level()),
                        String.valueOf(it.assigneeId()),
                        String.valueOf(it.priority()),
                        String.valueOf(it.dueMetric()),
                        messages(it)))
                .toList();
    }

    private String messages(Ticket ticket) {
        return database.read(Clearance.DESK, () -> DESK.bean(Tickets.class).messages(ticket.id())).stream()
                .map(message -> message.kind() + ":" + message.delivery())
                .toList()
                .toString();
    }

    private static List<Ticket> tickets(Family family) {
        return DESK.bean(Database.class)
                .read(
                        Clearance.DESK,
                        () -> DESK.bean(DSLContext.class)
                                .fetch(
                                        "select t.id from ticket t join customer_address a on a.customer_id = t.requester_id"
                                                + " where a.value = ? order by t.id",
                                        family.parent)
                                .map(row -> DESK.bean(Tickets.class)
                                        .find(row.get(0, Long.class))
                                        .orElseThrow()));
    }

    private static String raw(Message mail) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void member(Customers customers, long home, String name, String address, Relation relation) {
        Customer added = customers
                .create(
                        CustomerDetails.named(name)
                                .with(new EmailAddress(address))
                                .inHousehold(home, relation),
                        TEST)
                .orThrow();
        assertThat(added.relation()).isEqualTo(relation);
    }

    private static String mail(String from, String id, String text) {
        return """
                From: Robin <%s>
                To: support@storytailor.com
                Subject: hello
                Message-ID: <%s-%s>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, id, from, text);
    }
}
