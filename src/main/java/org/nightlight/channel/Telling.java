package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.safety.ChannelClosed;
import org.nightlight.safety.Drills;
import org.nightlight.safety.Suspecting;
import org.nightlight.safety.cybertip.CybertipAlert;
import org.nightlight.safety.report.ReportTimeRuns;
import org.nightlight.safety.report.ReportWaits;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Spoken;
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
    private final StaffMail mail;
    private final SealedMail sealed;
    private final Tickets tickets;
    private final Staff staff;
    private final Suspecting suspecting;
    private final Drills drills;
    private final CurrentPlaybook playbooks;
    private final String url;

    Telling(
            Outbox outbox,
            StaffMail mail,
            SealedMail sealed,
            Tickets tickets,
            Staff staff,
            Suspecting suspecting,
            Drills drills,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.mail = mail;
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
        if (ticket.walled()) {
            boolean drill = drills.isDrill(ticket.id());
            alertSafety(ticket.id(), () -> {
                String before = drill ? say("Drill: ", "Simulacro: ") : "";
                return new StaffMail.Words(
                        before + say("A time on a case ", "Un plazo de un caso ") + part(event),
                        before + say("A promised time on a case ", "Un plazo prometido de un caso ") + part(event)
                                + ".");
            });
            return;
        }
        if (event.metric() == Metric.ESCALATION) {
            return; // the climb itself tells the next team
        }
        Set<StaffMember> told = new HashSet<>();
        if (ticket.assigneeId() != null) {
            staff.find(ticket.assigneeId()).ifPresent(told::add);
        }
        if (event.percent() >= LEADS_FROM || told.isEmpty()) {
            told.addAll(staff.leadsOf(ticket.team()));
        }
        mail.tell(Outgoing.Purpose.NOTICE, ticket.id(), StaffMail.readers(told), () -> {
            String time = event.metric() == Metric.FIRST_RESPONSE
                    ? say("first response", "la primera respuesta")
                    : say("resolution", "la solución");
            return new StaffMail.Words(
                    say("Ticket #%d: time for the %s %s", "Ticket #%d: el plazo para %s %s")
                            .formatted(ticket.id(), time, part(event)),
                    say(
                                            "The time promised for the %2$s of ticket #%1$d %3$s.",
                                            "El plazo prometido para %2$s del ticket #%1$d %3$s.")
                                    .formatted(ticket.id(), time, part(event))
                            + "\n\n" + url + "/desk/tickets/" + ticket.id());
        });
    }

    private static String part(ClockRang event) {
        return event.percent() == 100
                ? say("is over", "venció")
                : say("is %d %% used", "ya pasó en un %d %%").formatted(event.percent());
    }

    /** The time for a report runs out, or has, and nobody has reported. */
    @EventListener
    void on(ReportTimeRuns event) {
        alertSafety(event.ticketId(), () -> {
            String part = event.over() ? say("is over", "venció") : say("is nearly over", "está por vencer");
            return new StaffMail.Words(
                    say("Case %d: the time to report %s", "Caso %d: el plazo para denunciar %s")
                            .formatted(event.caseId(), part),
                    say(
                                            "The time to make a report on a case %s, and none is recorded.\n\nThe numbers to call"
                                                    + " are here; call first and write it down afterwards:\n",
                                            "El plazo para denunciar un caso %s, y no hay ninguna denuncia anotada.\n\nLos números a"
                                                    + " los que llamar están aquí; llama primero y anótalo después:\n")
                                    .formatted(part)
                            + url + "/desk/cases/" + event.caseId() + "/report");
        });
    }

    /** A report to the CyberTipline needs people; whoever keeps the desk's credentials too, where those are the matter. */
    @EventListener
    void on(CybertipAlert event) {
        alertSafety(
                event.ticketId(),
                () -> new StaffMail.Words(
                        (event.test() ? say("Test: ", "Prueba: ") : "")
                                + say(
                                                "Case %d: a CyberTipline report needs you",
                                                "Caso %d: un reporte CyberTipline te necesita")
                                        .formatted(event.caseId()),
                        say("The report ", "El reporte ") + event.kind().words()
                                + say(
                                        ".\n\nWhat to do stands here. If it cannot wait, report at report.cybertip.org or"
                                                + " 1-800-843-5678:\n",
                                        ".\n\nAquí está qué hacer. Si no puede esperar, reporta en report.cybertip.org o"
                                                + " al 1-800-843-5678:\n")
                                + url + "/desk/cases/" + event.caseId() + "/cybertip"));
        if (event.kind() == CybertipAlert.Kind.CREDENTIALS) {
            mail.tell(
                    Outgoing.Purpose.NOTICE,
                    staff.withRole(Role.ADMIN),
                    () -> new StaffMail.Words(
                            say(
                                    "The CyberTipline does not take the desk's sign-in",
                                    "La CyberTipline no acepta las credenciales de la mesa de ayuda"),
                            say(
                                            "Nothing is sent there until somebody has seen to the credentials. Please look"
                                                    + " now:\n",
                                            "No se envía nada allí hasta que alguien se ocupe de las credenciales. Míralo ahora,"
                                                    + " por favor:\n")
                                    + url + "/desk/cybertip"));
        }
    }

    /** A report waits for an approver who does not come. */
    @EventListener
    void on(ReportWaits event) {
        mail.tell(
                Outgoing.Purpose.ALERT,
                event.ticketId(),
                StaffMail.readers(event.staffIds().stream()
                        .flatMap(id -> staff.find(id).stream())
                        .toList()),
                () -> new StaffMail.Words(
                        say("Case %d: a report waits for you", "Caso %d: una denuncia te espera")
                                .formatted(event.caseId()),
                        say(
                                        "A report on a case waits for a second person, and nobody has approved it yet. Please"
                                                + " read it now:\n",
                                        "Una denuncia de un caso espera a una segunda persona, y nadie la aprobó todavía. Léela"
                                                + " ahora, por favor:\n")
                                + url + "/desk/cases/" + event.caseId() + "/report"
                                + say(
                                        "\n\nWhoever has to report may call at once, without any approval.",
                                        "\n\nQuien tiene que denunciar puede llamar enseguida, sin ninguna aprobación.")
                                + kept()));
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

    private void alertSafety(long ticketId, Supplier<StaffMail.Words> saying) {
        Set<Long> suspected = suspecting.suspected(ticketId);
        EmailAddress shared = playbooks.current().playbook().addresses().safetyAlerts();
        List<StaffMember> officers = others(Role.SAFETY_OFFICER, suspected);
        List<StaffMember> team = !suspected.isEmpty() && officers.isEmpty() ? others(Role.LEGAL, suspected) : officers;
        Map<EmailAddress, Locale> readers = StaffMail.readers(team);
        if (suspected.isEmpty() || team.isEmpty()) {
            readers.putIfAbsent(shared, Spoken.ENGLISH); // many read it, and the suspected may be one of them
        }
        mail.tell(Outgoing.Purpose.ALERT, ticketId, readers, () -> {
            StaffMail.Words words = saying.get();
            return new StaffMail.Words(words.subject(), words.text() + kept());
        });
    }

    private static String kept() {
        return say(
                "\n\nDo not forward this mail, and do not write to the family.",
                "\n\nNo reenvíes este correo y no escribas a la familia.");
    }

    private List<StaffMember> others(Role role, Set<Long> suspected) {
        return staff.withRole(role).stream()
                .filter(member -> !suspected.contains(member.id()))
                .toList();
    }
}
