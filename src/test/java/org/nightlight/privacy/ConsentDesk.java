package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.nightlight.Browser;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.context.support.GenericApplicationContext;

/** A desk whose time the test turns, with an agent and a trained safety officer, and parents who are asked for consent. */
final class ConsentDesk implements AutoCloseable {
    private static final Actor TEST = new Actor.Software("test");
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/my/consent/[\\w-]{43})");

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    final RunningDesk desk;
    final Database database;
    final StaffMember sam;
    final StaffMember mina;
    final Browser parent;

    ConsentDesk(Map<String, String> settings, Consumer<GenericApplicationContext> parts) {
        desk = RunningDesk.start(settings, context -> {
            context.registerBean("turnedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
            parts.accept(context);
        });
        database = desk.bean(Database.class);
        sam = desk.staff("sam", Role.AGENT);
        mina = desk.staff("mina", Role.SAFETY_OFFICER);
        desk.bean(Training.class).set(mina.id(), "2030-01-01", TEST).orThrow();
        parent = new Browser(desk.port);
    }

    /** A parent and a child with an address each, and the child's ticket. */
    record Family(String word, Customer child, String parent, Ticket ticket) {}

    Family family(String word) {
        Customer[] made = new Customer[1];
        String parentAddress = "rowan." + word + "@mail.example";
        String child = "kit." + word + "@school.example";
        database.write(Clearance.SYSTEM, () -> {
            Customers customers = desk.bean(Customers.class);
            Household home = customers.createHousehold("Adair", "free", TEST);
            customers
                    .create(
                            CustomerDetails.named("Rowan Adair")
                                    .inHousehold(home.id(), Relation.PARENT)
                                    .with(new EmailAddress(parentAddress)),
                            TEST)
                    .orThrow();
            made[0] = customers
                    .create(
                            CustomerDetails.named("Kit Adair")
                                    .inHousehold(home.id(), Relation.CHILD)
                                    .with(new EmailAddress(child)),
                            TEST)
                    .orThrow();
        });
        return new Family(word, made[0], parentAddress, mail(child, word));
    }

    Family asked(String word) {
        Family family = family(word);
        Outcome<ConsentStanding> asked = database.write(
                Clearance.DESK.of(sam.id()),
                () -> desk.bean(Consents.class)
                        .ask(
                                family.child(),
                                family.ticket().id(),
                                family.parent(),
                                Relation.PARENT,
                                "en",
                                new Actor.Staff(sam.id())));
        assertThat(asked).isInstanceOf(Outcome.Done.class);
        return family;
    }

    /** Somebody at this home may be suspected from now on. */
    void silence(Family family) {
        Ticket other = mail(family.child().email().orElseThrow().value(), family.word() + "case");
        database.write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(other.id(), Level.S2, TEST));
    }

    /** The parent's page, from the first mail. */
    String page(Family family) {
        return links(mailed(family.parent(), 1)).getFirst();
    }

    HttpResponse<String> answer(String page, String collection, String disclosure, String method) {
        return parent.post(
                page, page + "/answers", Map.of("collection", collection, "disclosure", disclosure, "method", method));
    }

    ConsentStanding standing(Family family) {
        return database.read(
                Clearance.DESK.of(sam.id()),
                () -> desk.bean(Consents.class).of(family.child().id()));
    }

    List<String> mailStates(Family family) {
        return texts(
                "select m.kind || ' ' || m.state from consent_mail m join consent_request r on r.id = m.request_id where r.child_id = "
                        + family.child().id() + " order by m.id");
    }

    /** The proof and the verifier of what was given. */
    List<String> given(Family family) {
        return texts(
                "select evidence || ' ' || verifier || ' ' || relation from consent where decision = 'given' and child_id = "
                        + family.child().id());
    }

    void assure(Way way) {
        Suppliers suppliers = desk.bean(Suppliers.class);
        long id = database.read(Clearance.SYSTEM, suppliers::all).stream()
                .filter(it -> it.way() == way)
                .findFirst()
                .orElseThrow()
                .id();
        database.write(
                Clearance.SYSTEM,
                () -> suppliers
                        .assure(id, "DPA 7", null, "2030-01-01", new Actor.Staff(mina.id()))
                        .orElseThrow()
                        .orThrow());
    }

    static List<String> links(String mail) {
        return LINK.matcher(mail).results().map(found -> found.group(1)).toList();
    }

    /** The text of the latest mail, once there are so many. */
    String mailed(String address, int count) {
        var mails = RunningDesk.eventually(() -> desk.inbox(address), found -> found.size() >= count);
        assertThat(mails).hasSize(count);
        try {
            Object content = mails.getLast().getContent();
            while (content instanceof jakarta.mail.Multipart multipart) {
                content = multipart.getBodyPart(0).getContent();
            }
            return String.valueOf(content);
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Ticket mail(String from, String subject) {
        desk.send(from, """
                From: Kit Adair <%s>
                To: support@storytailor.com
                Subject: %sx
                Message-ID: <%s@test.example>
                Content-Type: text/plain; charset=utf-8

                The narrator is silent.
                """.formatted(from, subject, subject));
        return RunningDesk.eventually(() -> find(subject), Optional::isPresent).orElseThrow();
    }

    private Optional<Ticket> find(String word) {
        return database.read(
                Clearance.SYSTEM,
                () -> desk.bean(TicketSearch.class).find(word + "x", Long.MAX_VALUE, 1).stream()
                        .findFirst());
    }

    List<String> texts(String sql) {
        return seen(Clearance.SYSTEM, sql);
    }

    List<String> seen(Clearance clearance, String sql) {
        Supplier<List<String>> read =
                () -> desk.bean(DSLContext.class).fetch(sql).getValues(0, String.class);
        return database.read(clearance, read);
    }

    List<String> owner(String sql) {
        return EveryTable.rows(desk, sql);
    }

    List<String> tablesWith(String text) {
        return EveryTable.holding(desk, text);
    }

    @Override
    public void close() {
        desk.close();
    }
}
