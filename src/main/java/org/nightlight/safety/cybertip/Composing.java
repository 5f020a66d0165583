package org.nightlight.safety.cybertip;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.safety.Suspecting;
import org.nightlight.safety.cybertip.Answers.Faulty;
import org.nightlight.safety.cybertip.VersionStore.Sealed;
import org.nightlight.seal.Seal;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts together what a report says from the case as it stands; the same case gives the same bytes. */
@Component
class Composing {
    private final VersionStore versions;
    private final CaseFiles files;
    private final Seal seal;
    private final Tickets tickets;
    private final Customers customers;
    private final Staff staff;
    private final Suspecting suspecting;
    private final CurrentPlaybook playbooks;
    private final String url;

    Composing(
            VersionStore versions,
            CaseFiles files,
            Seal seal,
            Tickets tickets,
            Customers customers,
            Staff staff,
            Suspecting suspecting,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.versions = versions;
        this.files = files;
        this.seal = seal;
        this.tickets = tickets;
        this.customers = customers;
        this.staff = staff;
        this.suspecting = suspecting;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    List<SentFile> files(long ticketId) {
        return files.of(ticketId);
    }

    List<StaffMember> reporters(long ticketId, Actor.Staff author) {
        Set<Long> suspected = suspecting.suspected(ticketId);
        return Stream.concat(staff.withRole(Role.SAFETY_OFFICER).stream(), staff.withRole(Role.LEGAL).stream())
                .distinct()
                .filter(it -> it.active() && it.id() != author.id() && !suspected.contains(it.id()))
                .toList();
    }

    /** @throws Faulty for a file that is not the case's */
    Sealed seal(Tip tip, Answers answers, Environment environment, StaffMember reporter) {
        seal.requireOpen(tip.about().ticketId());
        ZoneId zone = playbooks.current().playbook().zone();
        Ticket ticket = tickets.find(tip.about().ticketId()).orElseThrow();
        Optional<Customer> writer = customers.find(ticket.requesterId());
        List<SentFile> all = files.of(ticket.id());
        if (!all.stream().map(SentFile::id).toList().containsAll(answers.files())) {
            throw new Faulty("versions", say("Choose files of this case.", "Elige archivos de este caso."));
        }
        List<SentFile> chosen =
                all.stream().filter(it -> answers.files().contains(it.id())).toList();
        Told told = new Told(
                answers,
                ticket.channel(),
                words(ticket, zone),
                url + "/contact",
                writer.map(Customer::name).orElse(""),
                writer.flatMap(Customer::email).map(EmailAddress::value).orElse(""),
                new Told.Reporter(reporter.name(), reporter.email().value()),
                versions.numbers(tip.filed(environment).map(Tip.Filing::id).orElse(null)));
        return environment == Environment.TEST
                ? Sealed.of(ReportXml.of(told.madeUp(), zone), List.of())
                : Sealed.of(ReportXml.of(told, zone), chosen);
    }

    private String words(Ticket ticket, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("Subject line, " + time(ticket.createdAt(), zone) + ": \u201c" + ticket.subject() + "\u201d");
        for (Message message : tickets.everything(ticket.id())) {
            if (message.kind().cameIn()) {
                String whose = message.kind() == Message.Kind.SIDE_ANSWER
                        ? "Message from " + message.authorName() + ", whom the desk had asked, "
                        : "Message, ";
                lines.add(whose + time(message.createdAt(), zone) + ": \u201c" + message.text() + "\u201d");
                if (!message.quoted().isBlank()) {
                    lines.add("Repeated below it, perhaps by another writer: \u201c" + message.quoted() + "\u201d");
                }
            }
        }
        return String.join("\n\n", lines);
    }

    private static String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
}
