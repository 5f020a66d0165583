package org.nightlight.safety;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.nightlight.RunningDesk;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** A running desk with people of the Safety Team, and cases as they come. */
public final class CaseRoom implements AutoCloseable {
    private static final Actor TEST = new Actor.Software("test");
    private static final AtomicInteger COUNT = new AtomicInteger();

    public final RunningDesk desk = RunningDesk.start();
    public final Database database = desk.bean(Database.class);

    public StaffMember member(String name, Role... roles) {
        String email = "case" + COUNT.incrementAndGet() + "@desk.example";
        return desk.staff(name, email, Set.of("safety-team"), Set.of(), roles);
    }

    public StaffMember trained(String name) {
        StaffMember member = member(name, Role.SAFETY_OFFICER);
        train(member, LocalDate.now(java.time.ZoneOffset.UTC).plusYears(1));
        return member;
    }

    /** And has said to be ready for grave cases. */
    public void train(StaffMember member, LocalDate until) {
        desk.bean(Training.class).set(member.id(), until.toString(), TEST).orThrow();
        database.write(Clearance.SYSTEM, () -> desk.bean(Care.class).choose(actor(member), true));
    }

    /** A case at this level on a parent's mail about their child. */
    public SafetyCase at(Level level) {
        String word = "zebu" + COUNT.incrementAndGet() + "x";
        String address = word + "@example.org";
        database.write(Clearance.SYSTEM, () -> {
            Household home = desk.bean(Customers.class).createHousehold(word, "free", TEST);
            desk.bean(Customers.class)
                    .create(
                            CustomerDetails.named("Robin " + word)
                                    .inHousehold(home.id(), Relation.PARENT)
                                    .with(new EmailAddress(address)),
                            TEST)
                    .orThrow();
            desk.bean(Customers.class)
                    .create(CustomerDetails.named("Juno " + word).inHousehold(home.id(), Relation.CHILD), TEST)
                    .orThrow();
        });
        write(address, word, "", "The narrator is silent, " + word);
        return raised(word, level);
    }

    /** A case at this level on the mail of a child who has an address of their own, in a household with a parent. */
    public SafetyCase byChild(Level level) {
        String word = "kudu" + COUNT.incrementAndGet() + "x";
        String address = word + "@school.example";
        database.write(Clearance.SYSTEM, () -> {
            Household home = desk.bean(Customers.class).createHousehold("Adair " + word, "free", TEST);
            desk.bean(Customers.class)
                    .create(
                            CustomerDetails.named("Rowan Adair")
                                    .inHousehold(home.id(), Relation.PARENT)
                                    .with(new EmailAddress("rowan." + word + "@mail.example")),
                            TEST)
                    .orThrow();
            desk.bean(Customers.class)
                    .create(
                            CustomerDetails.named("Kit Adair")
                                    .inHousehold(home.id(), Relation.CHILD)
                                    .with(new EmailAddress(address)),
                            TEST)
                    .orThrow();
        });
        write(address, word, "", "The narrator is silent and the picture is too small, " + word);
        return raised(word, level);
    }

    private SafetyCase raised(String word, Level level) {
        Ticket ticket = RunningDesk.eventually(
                        () -> database.read(
                                Clearance.SYSTEM,
                                () -> desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1).stream()
                                        .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
        database.write(
                Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(ticket.id(), level, new Actor.Software("test")));
        return database.read(
                Clearance.SYSTEM,
                () -> desk.bean(CaseStore.class).list(500).stream()
                        .filter(it -> it.ticketId() == ticket.id())
                        .findFirst()
                        .orElseThrow());
    }

    public void write(String from, String id, String answers, String text) {
        desk.send(from, """
                From: %s
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                In-Reply-To: %s

                %s
                """.formatted(from, id, id, answers, text));
    }

    public Customer requester(SafetyCase it) {
        Ticket ticket = ticket(it);
        return desk.bean(Customers.class).find(ticket.requesterId()).orElseThrow();
    }

    public Ticket ticket(SafetyCase it) {
        return as(
                Clearance.SYSTEM,
                () -> desk.bean(org.nightlight.ticket.Tickets.class)
                        .find(it.ticketId())
                        .orElseThrow());
    }

    /** The word that only this case's ticket, requester and mails hold. */
    public String word(SafetyCase it) {
        return requester(it).name().substring("Robin ".length());
    }

    public SafetyCase now(SafetyCase it) {
        return as(
                Clearance.SYSTEM, () -> desk.bean(CaseStore.class).find(it.id()).orElseThrow());
    }

    public Decisions decisions(SafetyCase it) {
        return as(Clearance.SYSTEM, () -> desk.bean(Reaching.class).decisions(it.id()));
    }

    public <T> T bean(Class<T> type) {
        return desk.bean(type);
    }

    /** In a transaction of this member. */
    public <T> T as(StaffMember member, Supplier<T> work) {
        return as(member.clearance(), work);
    }

    public <T> T as(Clearance clearance, Supplier<T> work) {
        return database.write(clearance, work);
    }

    /** As {@link #as}, with the sealed words of the case in sight, as on its pages. */
    public <T> T reading(StaffMember member, SafetyCase it, Supplier<T> work) {
        return desk.bean(SealedReading.class)
                .open(member.clearance(), actor(member), it.ticketId(), "test", () -> as(member, work));
    }

    public static Actor.Staff actor(StaffMember member) {
        return new Actor.Staff(member.id());
    }

    @Override
    public void close() {
        desk.close();
    }
}
