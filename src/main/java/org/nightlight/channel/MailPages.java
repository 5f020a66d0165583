package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Staff;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Calls people by mail, each with a link of their own, and tells the Safety Team's shared address. A mail says that it is
 * time to act and where, never what a case is about: somebody may look over a shoulder.
 */
@Component
class MailPages implements PageWay {
    private final StaffMail mail;
    private final Drills drills;
    private final Suspecting suspecting;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final String url;

    MailPages(
            StaffMail mail,
            Drills drills,
            Suspecting suspecting,
            Staff staff,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.mail = mail;
        this.drills = drills;
        this.suspecting = suspecting;
        this.staff = staff;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    @Override
    public void send(Page page) {
        for (Page.Called called : page.people()) {
            mail.tell(
                    Outgoing.Purpose.ALERT,
                    page.ticketId(),
                    StaffMail.readers(List.of(called.member())),
                    () -> note(
                            page,
                            say(
                                            "Take it in hand with one click, without signing in. This link is yours alone:\n",
                                            "Hazte cargo con un clic, sin iniciar sesión. Este enlace es solo tuyo:\n")
                                    + url + "/desk/acknowledgements/" + called.secret() + "\n\n"));
        }
        if (page.people().isEmpty() || (page.again() || page.outage()) && isForAll(page.ticketId())) {
            mail.tell(Outgoing.Purpose.ALERT, page.ticketId(), shared(), () -> note(page, ""));
        }
    }

    /** The shared address hears of every case at once, and of every further message that raises one. */
    @EventListener
    void on(CaseOpened event) {
        if (!isForAll(event.ticketId())) {
            return; // those who may know are called one by one
        }
        mail.tell(
                Outgoing.Purpose.ALERT,
                event.ticketId(),
                shared(),
                () -> new StaffMail.Words(
                        subject(event.caseId(), drills.isDrill(event.ticketId())),
                        waits() + say("\n\nRead and acknowledge it here:\n", "\n\nLéelo y hazte cargo aquí:\n") + url
                                + "/desk/cases/" + event.caseId() + ending()));
    }

    @EventListener
    void on(RotaGap gap) {
        mail.tell(
                Outgoing.Purpose.NOTICE,
                staff.find(gap.tell()).values(),
                () -> new StaffMail.Words(
                        say("Nobody is on duty from %s", "Nadie está de guardia desde el %s")
                                .formatted(said(gap.from())),
                        say(
                                                "Nobody is first on duty from %s to %s.\n\nPlease lay out the rota:\n",
                                                "Nadie está de guardia en primer lugar desde el %s hasta el %s.\n\nPor favor,"
                                                        + " organiza los turnos:\n")
                                        .formatted(said(gap.from()), said(gap.to()))
                                + url + "/desk/on-call"));
    }

    /** The shared mailbox is read by many, and whoever of the staff is suspected may be one of them. */
    private boolean isForAll(@Nullable Long ticketId) {
        return ticketId == null || suspecting.suspected(ticketId).isEmpty();
    }

    private Map<EmailAddress, Locale> shared() {
        return Map.of(playbooks.current().playbook().addresses().safetyAlerts(), Spoken.ENGLISH);
    }

    private StaffMail.Words note(Page page, String link) {
        String why = page.outage()
                ? say(
                        "Messages could not be judged for more than a minute. Each is held for a person. Please see to it that"
                                + " the desk works again.",
                        "Durante más de un minuto no se pudieron juzgar los mensajes. Cada uno queda retenido para una persona."
                                + " Por favor, haz que la mesa de ayuda vuelva a funcionar.")
                : waits();
        String nobody = page.nobodyOnDuty()
                ? say(
                        " Nobody is on duty, so everybody is called.",
                        " Nadie está de guardia, así que se llama a todo el equipo.")
                : "";
        String again = page.again()
                ? say(" People were called before, and nobody has answered.", " Ya se llamó antes, y nadie respondió.")
                : "";
        String where = page.outage() ? "/desk/on-call" : "/desk/cases/" + page.caseId();
        return new StaffMail.Words(
                page.caseId() == null
                        ? say("The desk needs you now", "La mesa de ayuda te necesita ahora")
                        : subject(page.caseId(), page.drill()),
                why + nobody + again + "\n\n" + link + say("Read more here:\n", "Lee más aquí:\n") + url + where
                        + ending());
    }

    private static String waits() {
        return say(
                "A case was opened or raised and waits for a person.",
                "Se abrió o subió de nivel un caso y espera a una persona.");
    }

    private static String subject(long caseId, boolean drill) {
        return drill
                ? say("Drill: case %d needs you now", "Simulacro: el caso %d te necesita ahora")
                        .formatted(caseId)
                : say("Case %d needs you now", "El caso %d te necesita ahora").formatted(caseId);
    }

    private static String ending() {
        return say(
                "\n\nDo not forward this mail, and do not write to the family.",
                "\n\nNo reenvíes este correo y no escribas a la familia.");
    }

    private String said(Instant at) {
        return DateTimeFormatter.ofPattern(say("EEEE d MMMM, HH:mm", "EEEE d 'de' MMMM, HH:mm"), Spoken.language())
                .format(at.atZone(playbooks.current().playbook().zone()));
    }
}
