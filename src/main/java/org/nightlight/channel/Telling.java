package org.nightlight.channel;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.safety.ChannelClosed;
import org.nightlight.safety.Drills;
import org.nightlight.safety.Suspecting;
import org.nightlight.safety.cybertip.CybertipAlert;
import org.nightlight.safety.report.ReportTimeRuns;
import org.nightlight.safety.report.ReportWaits;
import org.nightlight.shared.EmailAddress;
import org.nightlight.sla.ClockRang;
import org.nightlight.sla.Metric;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvents;
import org.nightlight.ticket.Tickets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What events below make the desk say to people, queued in the event's own transaction. */
@Component
class Telling {
    private static final String ESCALATION = "escalation";
    private static final int LEADS_FROM = 75;

    private final Outbox outbox;
    private final SealedMail sealed;
    private final Tickets tickets;
    private final Staff staff;
    private final Suspecting suspecting;
    private final Drills drills;
    private final CurrentPlaybook playbooks;
    private final String url;

    Telling(
            Outbox outbox,
            SealedMail sealed,
            Tickets tickets,
            Staff staff,
            Suspecting suspecting,
            Drills drills,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.sealed = sealed;
        this.tickets = tickets;
        this.staff = staff;
        this.suspecting = suspecting;
        this.drills = drills;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl;
    }

    /** A customer whose ticket climbed is told who has it now. */
    @EventListener
    void on(TicketEvents.Climbed event) {
        Ticket ticket = tickets.find(event.ticketId()).orElseThrow();
        if (!ticket.walled() && !playbooks.current().playbook().isSafety(ticket.category())) {
            outbox.template(ticket, ESCALATION, ticket.team());
        }
    }

    /** A promised time runs out: the assignee hears it, from three quarters on the team's leads too. */
    @EventListener
    void on(ClockRang event) {
        Ticket ticket = tickets.find(event.ticketId()).orElseThrow();
        String part = event.percent() == 100 ? "is over" : "is " + event.percent() + " % used";
        if (ticket.walled()) {
            String drill = drills.isDrill(ticket.id()) ? "Drill: " : "";
            alertSafety(
                    ticket.id(), drill + "A time on a case " + part, drill + "A promised time on a case " + part + ".");
            return;
        }
        if (event.metric() == Metric.ESCALATION) {
            return; // the climb itself tells the next team
        }
        Set<EmailAddress> told = new HashSet<>();
        if (ticket.assigneeId() != null) {
            staff.find(ticket.assigneeId()).map(StaffMember::email).ifPresent(told::add);
        }
        if (event.percent() >= LEADS_FROM || told.isEmpty()) {
            staff.leadsOf(ticket.team()).forEach(lead -> told.add(lead.email()));
        }
        if (!told.isEmpty()) {
            String time = event.metric() == Metric.FIRST_RESPONSE ? "first response" : "resolution";
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    ticket.id(),
                    told,
                    "Ticket #" + ticket.id() + ": time for the " + time + " " + part,
                    "The time promised for the " + time + " of ticket #" + ticket.id() + " " + part + ".\n\n" + url
                            + "/desk/tickets/" + ticket.id());
        }
    }

    /** The time for a report runs out, or has, and nobody has reported. */
    @EventListener
    void on(ReportTimeRuns event) {
        String part = event.over() ? "is over" : "is nearly over";
        alertSafety(
                event.ticketId(),
                "Case " + event.caseId() + ": the time to report " + part,
                "The time to make a report on a case " + part
                        + ", and none is recorded.\n\nThe numbers to call are here; call"
                        + " first and write it down afterwards:\n" + url + "/desk/cases/" + event.caseId() + "/report");
    }

    /** A report to the CyberTipline needs people; whoever keeps the desk's credentials too, where those are the matter. */
    @EventListener
    void on(CybertipAlert event) {
        String test = event.test() ? "Test: " : "";
        alertSafety(
                event.ticketId(),
                test + "Case " + event.caseId() + ": a CyberTipline report needs you",
                "The report " + event.kind().words() + ".\n\nWhat to do stands here. If it cannot wait, report at"
                        + " report.cybertip.org or 1-800-843-5678:\n" + url + "/desk/cases/" + event.caseId()
                        + "/cybertip");
        Set<EmailAddress> admins = addresses(Role.ADMIN, Set.of());
        if (event.kind() == CybertipAlert.Kind.CREDENTIALS && !admins.isEmpty()) {
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    null,
                    admins,
                    "The CyberTipline does not take the desk's sign-in",
                    "Nothing is sent there until somebody has seen to the credentials. Please look now:\n" + url
                            + "/desk/cybertip");
        }
    }

    /** A report waits for an approver who does not come. */
    @EventListener
    void on(ReportWaits event) {
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                event.ticketId(),
                event.staffIds().stream()
                        .flatMap(id -> staff.find(id).stream())
                        .map(StaffMember::email)
                        .collect(Collectors.toSet()),
                "Case " + event.caseId() + ": a report waits for you",
                "A report on a case waits for a second person, and nobody has approved it yet. Please read it now:\n"
                        + url
                        + "/desk/cases/" + event.caseId()
                        + "/report\n\nWhoever has to report may call at once, without any approval."
                        + "\n\nDo not forward this mail, and do not write to the family.");
    }

    @EventListener
    void on(TicketEvents.Sealed event) {
        outbox.withhold(event.ticketId());
        sealed.seal(event.ticketId());
    }

    @EventListener
    void on(ChannelClosed event) {
        outbox.withholdAnswers(event.ticketId());
    }

    private void alertSafety(long ticketId, String subject, String text) {
        Set<Long> suspected = suspecting.suspected(ticketId);
        EmailAddress shared = playbooks.current().playbook().addresses().safetyAlerts();
        Set<EmailAddress> team = addresses(Role.SAFETY_OFFICER, suspected);
        if (!suspected.isEmpty() && team.isEmpty()) {
            team.addAll(addresses(Role.LEGAL, suspected));
        }
        if (suspected.isEmpty() || team.isEmpty()) {
            team.add(shared); // a mailbox that many read, and the suspected may be one of them
        }
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                ticketId,
                team,
                subject,
                text + "\n\nDo not forward this mail, and do not write to the family.");
    }

    private Set<EmailAddress> addresses(Role role, Set<Long> suspected) {
        return staff.withRole(role).stream()
                .filter(member -> !suspected.contains(member.id()))
                .map(StaffMember::email)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
