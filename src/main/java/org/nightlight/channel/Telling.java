package org.nightlight.channel;

import java.util.HashSet;
import java.util.Set;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.safety.CaseOpened;
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
    private final Tickets tickets;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final String url;

    Telling(
            Outbox outbox,
            Tickets tickets,
            Staff staff,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.tickets = tickets;
        this.staff = staff;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl;
    }

    /** The Safety Team is alerted with what they need to act and not a word of what the child wrote. */
    @EventListener
    void on(CaseOpened event) {
        alertSafety(
                event.ticketId(),
                "Case " + event.caseId() + " needs you now",
                "A case was opened or raised and waits for a person.\n\nRead and acknowledge it here:\n" + url
                        + "/desk/cases/" + event.caseId());
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
            alertSafety(ticket.id(), "A time on a case " + part, "A promised time on a case " + part + ".");
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

    @EventListener
    void on(TicketEvents.Sealed event) {
        outbox.withhold(event.ticketId());
    }

    private void alertSafety(long ticketId, String subject, String text) {
        Set<EmailAddress> team = new HashSet<>();
        team.add(playbooks.current().playbook().addresses().safetyAlerts());
        staff.withRole(Role.SAFETY_OFFICER).forEach(officer -> team.add(officer.email()));
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                ticketId,
                team,
                subject,
                text + "\n\nDo not forward this mail, and do not write to the family.");
    }
}
