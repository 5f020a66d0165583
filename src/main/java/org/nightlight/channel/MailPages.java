package org.nightlight.channel;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.safety.CaseOpened;
import org.nightlight.safety.Drills;
import org.nightlight.safety.Page;
import org.nightlight.safety.PageWay;
import org.nightlight.safety.RotaGap;
import org.nightlight.safety.Suspecting;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Calls people by mail, each with a link of their own, and tells the Safety Team's shared address. A mail says that it is
 * time to act and where, never what a case is about: somebody may look over a shoulder.
 */
@Component
class MailPages implements PageWay {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.UK);
    private static final String WAITS = "A case was opened or raised and waits for a person.";

    private final Outbox outbox;
    private final Drills drills;
    private final Suspecting suspecting;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final String url;

    MailPages(
            Outbox outbox,
            Drills drills,
            Suspecting suspecting,
            Staff staff,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.drills = drills;
        this.suspecting = suspecting;
        this.staff = staff;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    @Override
    public void send(Page page) {
        for (Page.Called called : page.people()) {
            tell(
                    page,
                    called.member().email(),
                    "Take it in hand with one click, without signing in. This link is yours alone:\n" + url
                            + "/desk/acknowledgements/" + called.secret() + "\n\n");
        }
        if (page.people().isEmpty() || (page.again() || page.outage()) && isForAll(page.ticketId())) {
            tell(page, playbooks.current().playbook().addresses().safetyAlerts(), "");
        }
    }

    /** The shared address hears of every case at once, and of every further message that raises one. */
    @EventListener
    void on(CaseOpened event) {
        if (!isForAll(event.ticketId())) {
            return; // those who may know are called one by one
        }
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                event.ticketId(),
                Set.of(playbooks.current().playbook().addresses().safetyAlerts()),
                subject(event.caseId(), drills.isDrill(event.ticketId())),
                WAITS + "\n\nRead and acknowledge it here:\n" + url + "/desk/cases/" + event.caseId() + ending());
    }

    @EventListener
    void on(RotaGap gap) {
        outbox.tellStaff(
                Outgoing.Purpose.NOTICE,
                null,
                staff.find(gap.tell()).values().stream().map(StaffMember::email).collect(Collectors.toSet()),
                "Nobody is on duty from " + said(gap.from()),
                "Nobody is first on duty from " + said(gap.from()) + " to " + said(gap.to())
                        + ".\n\nPlease lay out the rota:\n" + url + "/desk/on-call");
    }

    /** The shared mailbox is read by many, and whoever of the staff is suspected may be one of them. */
    private boolean isForAll(@Nullable Long ticketId) {
        return ticketId == null || suspecting.suspected(ticketId).isEmpty();
    }

    private void tell(Page page, EmailAddress to, String link) {
        String why = page.outage()
                ? "Messages could not be judged for more than a minute. Each is held for a person. Please see to it that"
                        + " the desk works again."
                : WAITS;
        String nobody = page.nobodyOnDuty() ? " Nobody is on duty, so everybody is called." : "";
        String again = page.again() ? " People were called before, and nobody has answered." : "";
        String where = page.outage() ? "/desk/on-call" : "/desk/cases/" + page.caseId();
        String subject = page.caseId() == null ? "The desk needs you now" : subject(page.caseId(), page.drill());
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                page.ticketId(),
                Set.of(to),
                subject,
                why + nobody + again + "\n\n" + link + "Read more here:\n" + url + where + ending());
    }

    private static String subject(long caseId, boolean drill) {
        return (drill ? "Drill: case " : "Case ") + caseId + " needs you now";
    }

    private static String ending() {
        return "\n\nDo not forward this mail, and do not write to the family.";
    }

    private String said(Instant at) {
        ZonedDateTime there = at.atZone(playbooks.current().playbook().zone());
        return TIME.format(there);
    }
}
