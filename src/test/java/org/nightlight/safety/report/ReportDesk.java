package org.nightlight.safety.report;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.SafetyCase;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/** A whole desk with two safety officers and a clock that a test turns. */
final class ReportDesk implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-27T22:00:00Z"); // a Friday evening, the desk closed

    final TurnedClock clock = new TurnedClock(START);
    final RunningDesk desk = RunningDesk.start(
            Map.of(),
            parts -> parts.registerBean("turnedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
    final Actor.Staff noor = officer("Noor Hale", "noor@desk.example");
    final Actor.Staff ivo = officer("Ivo Lind", "ivo@desk.example");
    private final AtomicInteger mails = new AtomicInteger();

    private Actor.Staff officer(String name, String email) {
        return new Actor.Staff(desk.bean(Staff.class)
                .create(name, email, Set.of(Role.SAFETY_OFFICER), "another long sentence", new Actor.Software("test"))
                .orThrow()
                .id());
    }

    /** The case of a child who writes so. */
    long caseOf(String words) {
        int number = mails.incrementAndGet();
        String from = "kit" + number + "@example.org";
        desk.send(from, """
                From: Kit <%s>
                To: support@storytailor.com
                Subject: my story
                Message-ID: <report-%d@example.org>
                Date: Fri, 27 Nov 2026 17:00:00 -0500

                %s
                """.formatted(from, number, words));
        return RunningDesk.eventually(() -> in(() -> find(from)), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Long> find(String from) {
        Optional<Long> writer =
                desk.bean(Customers.class).findByAddress(new EmailAddress(from)).map(Customer::id);
        return desk.bean(Cases.class).list(100).stream()
                .filter(it -> writer.equals(
                        desk.bean(Tickets.class).find(it.ticketId()).map(Ticket::requesterId)))
                .map(SafetyCase::id)
                .findFirst();
    }

    MandatoryReports reports() {
        return desk.bean(MandatoryReports.class);
    }

    Submissions submissions() {
        return desk.bean(Submissions.class);
    }

    /** In a transaction of the Safety Team, with the sealed words of all cases in sight. */
    <T> T in(Supplier<T> work) {
        Database database = desk.bean(Database.class);
        Supplier<T> whole = () -> database.write(Clearance.SAFETY, work);
        List<SafetyCase> all =
                database.read(Clearance.SAFETY, () -> desk.bean(Cases.class).list(100));
        for (SafetyCase it : all) {
            Supplier<T> inner = whole;
            whole = () -> desk.bean(SealedReading.class).open(Clearance.SAFETY, noor, it.ticketId(), "test", inner);
        }
        return whole.get();
    }

    MandatoryReport read(long caseId) {
        return in(() -> reports().read(caseId, noor)).orElseThrow();
    }

    MandatoryReport.Version version(long caseId, Actor.Staff author) {
        MandatoryReports.Printed printed =
                reports().print(in(() -> reports().draft(caseId)).orElseThrow());
        return in(() -> reports().keep(printed, author))
                .orElseThrow()
                .versions()
                .getLast();
    }

    @Override
    public void close() {
        desk.close();
    }
}
